package dev.threadmill.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.Run;
import dev.threadmill.results.Unusable;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.Verdict;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
  private static Run at(String started, Consumer<SampleRun> change) {
    return SampleRun.run(
        run -> {
          run.started = started;
          change.accept(run);
        });
  }

  private static Run at(String started) {
    return at(started, run -> {});
  }

  private static final Run BASE = at("2026-01-01T00:00:00Z");
  private static final Consumer<SampleRun> NEW_JAR = run -> run.jar = "2222222222222222";

  private static RunComparison compare(Run base, Run... others) {
    return compare(base, others[0], List.of(), List.of(others).subList(1, others.length));
  }

  private static RunComparison compare(Run base, Run other, List<Run> history, List<Run> more) {
    var runs = Stream.concat(Stream.of(base, other), more.stream()).map(List::of).toList();
    return RunComparison.of(runs, history, null, Only.ALL);
  }

  private static Row.OfScores first(RunComparison comparison) {
    return comparison.sides().getFirst().scores().getFirst();
  }

  private static RatioEstimate runs(RunComparison comparison) {
    return (RatioEstimate) first(comparison).ratio();
  }

  @Test
  void aRepetitionIsNeitherSlowerNorInDoubt() {
    var comparison = compare(BASE, at("2026-01-02T00:00:00Z"));
    assertThat(comparison.isSlower()).isFalse();
    assertThat(comparison.isInDoubt()).isFalse();
  }

  @Test
  void aLaneStandsAgainstItselfAlone() {
    Consumer<SampleRun> lanes =
        run ->
            run.with("a.ABenchmark.run", 70, "contender", "ONE", "threads", "2", "lane", "go")
                .with("a.ABenchmark.run", 50, "contender", "ONE", "threads", "2", "lane", "rust");
    var side = compare(at("2026-01-01T00:00:00Z", lanes), at("2026-01-02T00:00:00Z", lanes));
    assertThat(side.sides().getFirst().scores())
        .extracting(row -> Math.round(row.base().score()))
        .containsExactlyInAnyOrder(100L, 150L, 70L, 50L);
  }

  @Test
  void aRowNamesNoConditionThatItsSidesDoNotShare() {
    Consumer<SampleRun> two = run -> run.cores = 2;
    var base = at("2026-01-01T00:00:00Z", two);
    assertThat(first(compare(base, at("2026-01-02T00:00:00Z", two))).cell().cores()).isEqualTo(2);
    assertThat(first(compare(base, at("2026-01-02T00:00:00Z"))).cell().cores()).isNull();
  }

  @Test
  void aLargeSlowdownIsFoundWithOneRunASide() {
    var comparison =
        compare(BASE, at("2026-01-02T00:00:00Z", NEW_JAR.andThen(run -> run.slowerBy(1.3))));
    assertThat(comparison.isSlower()).isTrue();
    assertThat(first(comparison).ratio().ratio())
        .isCloseTo(1 / 1.3, Percentage.withPercentage(0.5));
  }

  @Test
  void withOneRunASideTheAssumedSpreadOfRunsIsInTheInterval() {
    var comparison =
        compare(BASE, at("2026-01-02T00:00:00Z", NEW_JAR.andThen(run -> run.slowerBy(1.04))));
    assertThat(comparison.spread()).isEqualTo(RunSpread.DEDICATED);
    assertThat(runs(comparison).runVariance())
        .isCloseTo(2 * RunSpread.DEDICATED.variance(), Percentage.withPercentage(1e-6));
    assertThat(first(comparison).verdict()).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void aSharedMachineIsAssumedToBeNoisier() {
    Consumer<SampleRun> shared = run -> run.hypervisor = "kvm";
    var comparison =
        compare(at("2026-01-01T00:00:00Z", shared), at("2026-01-02T00:00:00Z", shared));
    assertThat(comparison.spread()).isEqualTo(RunSpread.SHARED);
    assertThat(comparison.effect()).isEqualTo(0.05);
  }

  /// A pair of runs a week, of which the second is so much slower.
  private static List<Run> history(int pairs, double slower) {
    return IntStream.range(0, 2 * pairs)
        .mapToObj(
            i ->
                at(
                    "2025-%02d-%02dT00:00:00Z".formatted(1 + i / 14, 1 + i % 14 * 2),
                    run -> run.slowerBy(i % 2 == 0 ? 1 : slower)))
        .toList();
  }

  @Test
  void aHistorySaysHowMuchRunsDifferInPlaceOfTheAssumption() {
    var other = at("2026-01-02T00:00:00Z", NEW_JAR.andThen(run -> run.slowerBy(1.1)));
    var comparison = compare(BASE, other, history(6, 1.1), List.of());
    assertThat(comparison.spread().assumed()).isFalse();
    assertThat(comparison.spread().degrees()).isEqualTo(5);
    double variance = Math.pow(Math.log(1.1), 2) / 2;
    assertThat(comparison.spread().variance()).isCloseTo(variance, Percentage.withPercentage(1));
    assertThat(runs(comparison).runVariance())
        .isCloseTo(2 * comparison.spread().variance(), Percentage.withPercentage(1e-6));
    assertThat(first(comparison).verdict()).isInstanceOf(Verdict.Undecided.class);
    var quiet = compare(BASE, other, history(6, 1), List.of());
    assertThat(quiet.isSlower()).isTrue();
  }

  @Test
  void aFewPairsCountBesideTheAssumption() {
    var other = at("2026-01-02T00:00:00Z", NEW_JAR);
    List<Run> two = new java.util.ArrayList<>(history(2, 1.1));
    two.add(at("2025-12-01T00:00:00Z", NEW_JAR)); // no pair with any of the others
    var spread = compare(BASE, other, two, List.of()).spread();
    assertThat(spread.assumed()).isFalse();
    assertThat(spread.degrees()).as("one and three").isEqualTo(4);
    assertThat(spread.variance())
        .isBetween(RunSpread.DEDICATED.variance(), Math.pow(Math.log(1.1), 2) / 2);
    var none = compare(BASE, other, List.of(two.getLast()), List.of());
    assertThat(none.spread()).isEqualTo(RunSpread.DEDICATED);
  }

  @Test
  void withTwoRunsASideTheirMeansDecideAndNothingIsAssumed() {
    Consumer<SampleRun> slower = NEW_JAR.andThen(run -> run.slowerBy(1.1));
    var comparison =
        compare(
            BASE,
            at("2026-01-02T00:00:00Z", slower),
            at("2026-01-03T00:00:00Z"),
            at("2026-01-04T00:00:00Z", slower));
    assertThat(comparison.sides()).hasSize(1);
    var against = comparison.sides().getFirst();
    assertThat(against.base().repeats()).hasSize(2);
    assertThat(against.other().repeats()).hasSize(2);
    assertThat(against.objections()).extracting(Rule.Objection::rule).doesNotContain(Rule.ONE_RUN);
    assertThat(runs(comparison).runVariance()).isZero();
    assertThat(first(comparison).ratio().rounds()).isEqualTo(2);
    assertThat(first(comparison).verdict())
        .isEqualTo(new Verdict.Different(false, comparison.effect(), true));
  }

  @Test
  void runsWithinAnHourAreOneRun() {
    var comparison =
        compare(
            BASE,
            at("2026-01-02T00:00:00Z", NEW_JAR),
            at("2026-01-02T00:59:00Z", NEW_JAR),
            at("2026-01-02T03:00:00Z", NEW_JAR));
    var other = comparison.sides().getFirst().other();
    assertThat(other.runs()).hasSize(3);
    assertThat(other.repeats()).hasSize(2);
  }

  @Test
  void whenEverythingMovesTogetherTheHostIsSuspected() {
    Consumer<SampleRun> many =
        run ->
            IntStream.range(0, 12)
                .forEach(i -> run.with("a.Bench" + i + ".run", 50 + i, "contender", "ONE"));
    var moved =
        compare(
            at("2026-01-01T00:00:00Z", many),
            at("2026-01-02T00:00:00Z", many.andThen(NEW_JAR).andThen(run -> run.slowerBy(1.2))));
    assertThat(moved.sides().getFirst().objections())
        .filteredOn(objection -> objection.rule() == Rule.COMMON_SHIFT)
        .singleElement()
        .extracting(Rule.Objection::sentence)
        .asString()
        .contains("suspect the host");
    Consumer<SampleRun> alike =
        run ->
            IntStream.range(0, 12)
                .forEach(i -> run.with("a.Bench.run", 50 + i, "contender", "ONE", "n", "" + i));
    var oneBenchmark =
        compare(
            at("2026-01-01T00:00:00Z", alike),
            at("2026-01-02T00:00:00Z", alike.andThen(NEW_JAR).andThen(run -> run.slowerBy(1.2))));
    assertThat(oneBenchmark.sides().getFirst().objections())
        .extracting(Rule.Objection::rule)
        .doesNotContain(Rule.COMMON_SHIFT);
    var still =
        compare(
            at("2026-01-01T00:00:00Z", many), at("2026-01-02T00:00:00Z", many.andThen(NEW_JAR)));
    assertThat(still.sides().getFirst().objections())
        .extracting(Rule.Objection::rule)
        .doesNotContain(Rule.COMMON_SHIFT);
  }

  @Test
  void eachConditionIsASideOfItsOwn() {
    var comparison =
        compare(
            BASE,
            at("2026-01-02T00:00:00Z", NEW_JAR),
            at("2026-01-03T00:00:00Z", run -> run.jar = "3333333333333333"));
    assertThat(comparison.sides()).hasSize(2);
    assertThat(comparison.base().runs()).extracting(run -> run.run()).containsExactly(BASE);
  }

  @Test
  void plainFilesAreNeverTakenForRepetitions() {
    Consumer<SampleRun> plain = run -> run.plainFile = true;
    var comparison =
        compare(
            at("2026-01-01T00:00:00Z", plain),
            at("2026-01-02T00:00:00Z", plain.andThen(run -> run.slowerBy(1.01))),
            at("2026-01-03T00:00:00Z", plain.andThen(run -> run.slowerBy(1.02))));
    assertThat(comparison.sides()).hasSize(2);
  }

  @Test
  void acrossMachinesTheSpeedOfTheMachineCancelsInTheRatioOfRatios() {
    Consumer<SampleRun> server =
        run -> {
          run.machine = "server";
          run.model = "EPYC B";
          run.slowerBy(0.5);
          run.with("a.ABenchmark.run", 100, "contender", "TWO", "threads", "2");
        };
    var against = compare(BASE, at("2026-01-02T00:00:00Z", server)).sides().getFirst();
    assertThat(against.ofMachines()).isTrue();
    var row = against.ratios().getFirst();
    assertThat(row.base().ratio().ratio()).isCloseTo(100.0 / 150, Percentage.withPercentage(1));
    assertThat(row.other().ratio().ratio()).isCloseTo(50.0 / 100, Percentage.withPercentage(1));
    assertThat(row.ratio().ratio()).isCloseTo(0.75, Percentage.withPercentage(1));
    assertThat(row.verdict()).isEqualTo(new Verdict.Different(false, Judge.DEDICATED_EFFECT, true));
  }

  @Test
  void ratiosOfOtherCodeAreComparedOnAnAssumption() {
    Consumer<SampleRun> otherCode = NEW_JAR.andThen(run -> run.classHash = "bbbb");
    var against = compare(BASE, at("2026-01-02T00:00:00Z", otherCode)).sides().getFirst();
    assertThat(against.scores()).allMatch(Row::isRefused);
    assertThat(against.ratios()).isNotEmpty().noneMatch(Row::isRefused);
    assertThat(against.assumesTheSameQuestion()).isTrue();
    Consumer<SampleRun> elsewhere = NEW_JAR.andThen(run -> run.model = "EPYC B");
    var sameCode = compare(BASE, at("2026-01-02T00:00:00Z", elsewhere)).sides().getFirst();
    assertThat(sameCode.ratios()).isNotEmpty();
    assertThat(sameCode.assumesTheSameQuestion()).isFalse();
  }

  @Test
  void allRowsOfTheReportAreOneFamily() {
    var wide = new SampleRun();
    for (int i = 0; i < 20; i++) {
      wide.with("a.ABenchmark.run", 100, "contender", "C" + i);
    }
    Run base = wide.run();
    wide.started = "2026-01-02T00:00:00Z";
    wide.with("a.ABenchmark.run", 130, "contender", "C0");
    var row = first(compare(base, wide.run()));
    assertThat(row.q()).isGreaterThanOrEqualTo(row.ratio().p());
    assertThat(row.verdict()).isEqualTo(new Verdict.Different(false, Judge.DEDICATED_EFFECT, true));
  }

  @Test
  void theGeometricMeanLeavesOutWhatHasNoVerdictToTrust() {
    Consumer<SampleRun> more = run -> run.with("b.BBenchmark.run", 10, "contender", "ONE");
    var clean = compare(at("2026-01-01T00:00:00Z", more), at("2026-01-02T00:00:00Z", more));
    assertThat(clean.sides().getFirst().mean().forks()).isEqualTo(3);
    var stolen =
        compare(
            at("2026-01-01T00:00:00Z", more),
            at("2026-01-02T00:00:00Z", more.andThen(run -> run.steal = 0.1)));
    assertThat(stolen.sides().getFirst().mean()).isNull();
    assertThat(stolen.isInDoubt()).isTrue();
  }

  @Test
  void aMachineThatDriftedSpoilsScoresAndNotTheRatiosInsideOfARun() {
    Consumer<SampleRun> drifting = run -> run.drift = 0.2;
    var alone =
        compare(BASE, at("2026-01-02T00:00:00Z", drifting.andThen(run -> run.slowerBy(1.3))));
    assertThat(first(alone).verdict()).isInstanceOf(Verdict.Unreliable.class);
    assertThat(alone.isSlower()).isFalse();
    Consumer<SampleRun> elsewhere = drifting.andThen(run -> run.model = "Xeon B");
    var across = compare(BASE, at("2026-01-02T00:00:00Z", elsewhere)).sides().getFirst();
    assertThat(across.ratios().getFirst().verdict()).isNotInstanceOf(Verdict.Unreliable.class);
  }

  @Test
  void forksThatWereDisturbedSpoilTheRatioOfRatiosToo() {
    var across =
        compare(
                BASE,
                at(
                    "2026-01-02T00:00:00Z",
                    run -> {
                      run.model = "Xeon B";
                      run.steal = 0.1;
                    }))
            .sides()
            .getFirst();
    assertThat(across.ratios().getFirst().verdict()).isInstanceOf(Verdict.Unreliable.class);
  }

  @Test
  void cellsOfOneSideOnlyAreNamedAndNotCompared() {
    Run more =
        at("2026-01-02T00:00:00Z", run -> run.with("b.BBenchmark.run", 10, "contender", "ONE"));
    var against = compare(BASE, more).sides().getFirst();
    assertThat(against.scores()).hasSize(2);
    assertThat(against.onlyInOther())
        .extracting(cell -> cell.shortName())
        .containsExactly("b.BBenchmark.run");
  }

  @Test
  void nothingInCommonIsInDoubt() {
    Run other = at("2026-01-02T00:00:00Z", run -> run.without().with("b.BBenchmark.run", 10));
    assertThat(compare(BASE, other).isInDoubt()).isTrue();
  }

  @Test
  void aRunIsNotComparedWithItself() {
    assertThatThrownBy(() -> compare(BASE, at("2026-01-01T00:00:00Z")))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("the same run");
  }

  @Test
  void theSameRunsGiveTheSameAnswer() {
    var other = at("2026-01-02T00:00:00Z", NEW_JAR);
    assertThat(compare(BASE, other)).usingRecursiveComparison().isEqualTo(compare(BASE, other));
  }

  @Test
  void aThroughputThatFallsIsSlower() {
    Consumer<SampleRun> throughput = run -> run.mode = "thrpt";
    var comparison =
        compare(
            at("2026-01-01T00:00:00Z", throughput),
            at("2026-01-02T00:00:00Z", throughput.andThen(run -> run.slowerBy(0.7))));
    assertThat(comparison.isSlower()).isTrue();
  }

  @Test
  void theIntervalHoldsTheRatio() {
    var row = first(compare(BASE, at("2026-01-02T00:00:00Z", NEW_JAR)));
    Interval interval = row.ratio().interval();
    assertThat(interval.contains(row.ratio().ratio())).isTrue();
  }
}
