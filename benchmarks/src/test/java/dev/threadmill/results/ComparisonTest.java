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

  @Test
  void aCellWhoseCounterpartIsMissingIsNotCompared() {
    assertThat(Comparison.of(Samples.group(OURS_PLATFORM, THEIRS_VIRTUAL).cells())).isEmpty();
  }
}
