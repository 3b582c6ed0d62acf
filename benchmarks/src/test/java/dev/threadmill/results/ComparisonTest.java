package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Cell OURS_PLATFORM =
      Samples.cell("a", "contender", "OURS", "threadKind", "PLATFORM");
  private static final Cell OURS_VIRTUAL =
      Samples.cell("a", "contender", "OURS", "threadKind", "VIRTUAL");
  private static final Cell THEIRS_PLATFORM =
      Samples.cell("a", "contender", "THEIRS", "threadKind", "PLATFORM");
  private static final Cell THEIRS_VIRTUAL =
      Samples.cell("a", "contender", "THEIRS", "threadKind", "VIRTUAL");

  @Test
  void exactlyOneFactorDiffersAndItsFirstValueIsTheBaseline() {
    var comparisons =
        Comparison.of(
            Samples.group(OURS_PLATFORM, OURS_VIRTUAL, THEIRS_PLATFORM, THEIRS_VIRTUAL).cells());
    assertThat(comparisons)
        .containsExactlyInAnyOrder(
            new Comparison("contender", OURS_PLATFORM, THEIRS_PLATFORM),
            new Comparison("contender", OURS_VIRTUAL, THEIRS_VIRTUAL),
            new Comparison("threadKind", OURS_PLATFORM, OURS_VIRTUAL),
            new Comparison("threadKind", THEIRS_PLATFORM, THEIRS_VIRTUAL));
  }

  @Test
  void withoutTheFirstContenderTheNextIsTheBaseline() {
    var other = Samples.cell("a", "contender", "OTHER", "threadKind", "VIRTUAL");
    assertThat(Comparison.of(Samples.group(THEIRS_VIRTUAL, other).cells()))
        .containsExactly(new Comparison("contender", THEIRS_VIRTUAL, other));
  }

  private static Cell inLane(String lane, String contender, String kind) {
    var twin = Samples.cell("a", "contender", contender, "threadKind", kind);
    return new Cell(twin.benchmark(), twin.mode(), twin.params(), null, null, null, lane);
  }

  @Test
  void aLaneIsComparedWithTheSameOnTheJvmAndItsOwnContendersWithItsFirst() {
    var go = inLane("go", "OURS", "VIRTUAL");
    var rust = inLane("rust", "OURS", "PLATFORM");
    var crate = inLane("rust", "CRATE", "PLATFORM");
    assertThat(Comparison.of(Samples.group(OURS_PLATFORM, OURS_VIRTUAL, go, rust, crate).cells()))
        .containsExactlyInAnyOrder(
            new Comparison("threadKind", OURS_PLATFORM, OURS_VIRTUAL),
            new Comparison("lane", OURS_VIRTUAL, go),
            new Comparison("lane", OURS_PLATFORM, rust),
            new Comparison("contender", rust, crate));
  }

  @Test
  void aCellWhoseCounterpartIsMissingIsNotCompared() {
    assertThat(Comparison.of(Samples.group(OURS_PLATFORM, THEIRS_VIRTUAL).cells())).isEmpty();
  }
}
