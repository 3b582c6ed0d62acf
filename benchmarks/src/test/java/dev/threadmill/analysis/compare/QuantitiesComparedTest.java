package dev.threadmill.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.threadmill.results.Iteration;
import dev.threadmill.results.Quantity;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Tests what is compared beside the time of an operation.
class QuantitiesComparedTest {
  private static RunComparison compare(Consumer<SampleRun> base, Consumer<SampleRun> other) {
    Consumer<SampleRun> later = run -> run.started = "2026-01-02T00:00:00Z";
    var runs = List.of(SampleRun.run(base), SampleRun.run(later.andThen(other)));
    return RunComparison.of(runs.stream().map(List::of).toList(), List.of(), null, Only.ALL);
  }

  private static Consumer<SampleRun> counting(String name, double value, String unit) {
    return run -> run.counted = Map.of(name, new Iteration.Metric(value, unit));
  }

  private static Consumer<SampleRun> allocating(double bytes) {
    return counting("gc.alloc.rate.norm", bytes, "B/op");
  }

  private static List<Row.OfScores> scores(RunComparison comparison) {
    return comparison.sides().getFirst().scores();
  }

  @Test
  void whatAScheduleSetsIsComparedByItsLatencies() {
    Consumer<SampleRun> paced = run -> run.paced = true;
    Consumer<SampleRun> early = paced.andThen(run -> run.latency = 100_000);
    Consumer<SampleRun> late = paced.andThen(run -> run.latency = 150_000);
    var comparison = compare(early, late);
    var rows = comparison.sides().getFirst().scores();
    assertThat(rows)
        .extracting(Row.OfScores::quantity)
        .containsOnly(Quantity.LATENCY, Quantity.MEDIAN_LATENCY);
    assertThat(rows.getFirst().unit()).isEqualTo("ns");
    assertThat(rows.getFirst().base().score()).isCloseTo(1e5, Percentage.withPercentage(1));
    assertThat(rows.getFirst().ratio().ratio()).isCloseTo(1 / 1.5, Percentage.withPercentage(1));
    assertThat(comparison.isSlower()).isTrue();
    assertThat(comparison.sides().getFirst().objections())
        .noneMatch(objection -> objection.rule() == Rule.PACED);
  }

  @Test
  void latenciesThatNobodySetTheRateOfAreNotCompared() {
    Consumer<SampleRun> hurried = run -> run.latency = 100_000;
    var comparison = compare(run -> {}, hurried);
    assertThat(comparison.sides().getFirst().scores())
        .extracting(Row.OfScores::quantity)
        .containsOnly(Quantity.TIME);
  }

  @Test
  void memoryIsComparedBesideTime() {
    Consumer<SampleRun> small = run -> run.memory = 1_000;
    Consumer<SampleRun> large = run -> run.memory = 1_500;
    var comparison = compare(small, large);
    var against = comparison.sides().getFirst();
    assertThat(against.scores())
        .extracting(Row.OfScores::quantity)
        .containsExactly(Quantity.TIME, Quantity.MEMORY, Quantity.TIME, Quantity.MEMORY);
    assertThat(against.scores().get(1).isSlower()).isTrue();
    assertThat(against.scores().get(0).isSlower()).isFalse();
    assertThat(against.mean().forks()).as("it is that of speeds").isEqualTo(2);
    Consumer<SampleRun> elsewhere = large.andThen(run -> run.model = "Xeon B");
    assertThat(compare(small, elsewhere))
        .extracting(across -> across.sides().getFirst().ratios(), list(Row.OfRatios.class))
        .extracting(Row.OfRatios::quantity)
        .containsExactly(Quantity.TIME, Quantity.MEMORY);
  }

  @Test
  void aFigureThatOneSideHasNotIsSaidToBeMissing() {
    var comparison = compare(run -> {}, run -> run.memory = 1_000);
    var row = comparison.sides().getFirst().scores().get(1);
    assertThat(row.quantity()).isEqualTo(Quantity.MEMORY);
    assertThat(row.isRefused()).isTrue();
    assertThat(row.objections())
        .anySatisfy(objection -> assertThat(objection.sentence()).startsWith("No such figure in"));
  }

  @Test
  void whatAScheduleSetsIsLeftOutAndSaid() {
    Consumer<SampleRun> paced = run -> run.paced = true;
    var against = compare(paced, paced).sides().getFirst();
    assertThat(against.scores()).isEmpty();
    assertThat(against.mean()).isNull();
    assertThat(against.objections())
        .filteredOn(objection -> objection.rule() == Rule.PACED)
        .singleElement()
        .satisfies(said -> assertThat(said.sentence()).contains("a.ABenchmark.run"));
  }

  @Test
  void whatBothSidesReportForAnOperationIsComparedBesideTime() {
    var comparison = compare(allocating(160), allocating(240));
    var rows = scores(comparison);
    assertThat(rows)
        .extracting(row -> row.quantity().label())
        .containsExactly("time", "gc.alloc.rate.norm", "time", "gc.alloc.rate.norm");
    assertThat(rows.get(1).unit()).isEqualTo("B/op");
    assertThat(rows.get(1).base().score()).isCloseTo(160, Percentage.withPercentage(1));
    assertThat(rows.get(1).ratio().ratio()).isCloseTo(1 / 1.5, Percentage.withPercentage(1));
    assertThat(rows.get(1).isSlower()).isTrue();
    assertThat(rows.get(0).isSlower()).isFalse();
    assertThat(comparison.isSlower()).isTrue();
    assertThat(comparison.sides().getFirst().mean().forks())
        .as("it is that of speeds")
        .isEqualTo(2);
  }

  @Test
  void whatOneSideReportsIsNoRow() {
    assertThat(scores(compare(run -> {}, allocating(240))))
        .extracting(Row.OfScores::quantity)
        .containsOnly(Quantity.TIME);
  }

  @Test
  void whatSomeForksSayIsZeroOrDoNotSayIsNoRow() {
    for (boolean zero : new boolean[] {true, false}) {
      var run = SampleRun.run(counting("cache-misses", 3, "#/op"));
      var first = run.forks().getFirst().measured();
      if (zero) {
        var none = new Iteration.Metric(0, "#/op");
        first.forEach(iteration -> iteration.metrics().put("cache-misses", none));
      } else {
        first.getLast().metrics().remove("cache-misses");
      }
      Consumer<SampleRun> later = one -> one.started = "2026-01-02T00:00:00Z";
      var other = SampleRun.run(later.andThen(counting("cache-misses", 3, "#/op")));
      var comparison =
          RunComparison.of(List.of(List.of(run), List.of(other)), List.of(), null, Only.ALL);
      assertThat(scores(comparison))
          .extracting(row -> row.quantity().label())
          .containsExactly("time", "time", "cache-misses");
    }
  }

  @Test
  void whatIsNotForAnOperationIsNotCompared() {
    for (var unit : List.of("ops/s", "MB/sec", "counts", "ms")) {
      assertThat(scores(compare(counting("hits", 100, unit), counting("hits", 200, unit))))
          .extracting(Row.OfScores::quantity)
          .containsOnly(Quantity.TIME);
    }
  }

  @Test
  void belowAByteNothingIsAllocated() {
    var row = scores(compare(allocating(0.001), allocating(0.003))).get(1);
    assertThat(row.ratio().ratio()).isEqualTo(1);
    assertThat(row.base().score()).isEqualTo(1);
    var begun = compare(allocating(0), allocating(24));
    assertThat(scores(begun).get(1).isSlower()).as("from nothing to an object").isTrue();
  }

  @Test
  void whatForksReportIsInTheFamilyOfAllRows() {
    var comparison = compare(allocating(160), allocating(161));
    var alone = scores(compare(run -> {}, run -> {}));
    assertThat(scores(comparison)).hasSize(2 * alone.size());
    var least = scores(comparison).stream().mapToDouble(row -> row.ratio().p()).min();
    assertThat(scores(comparison)).allMatch(row -> row.q() >= least.getAsDouble());
  }

  @Test
  void whatForksReportHasRatiosWithinEachRun() {
    Consumer<SampleRun> elsewhere = run -> run.model = "Xeon B";
    var against = compare(allocating(160), elsewhere.andThen(allocating(240))).sides().getFirst();
    assertThat(against.ratios())
        .extracting(row -> row.quantity().label())
        .containsExactly("time", "gc.alloc.rate.norm");
  }

  @Test
  void aTotalThatIsNotInBytesIsNoMemory() {
    assertThat(scores(compare(counting("total", 100, "ops/s"), counting("total", 200, "ops/s"))))
        .extracting(Row.OfScores::quantity)
        .containsOnly(Quantity.TIME);
  }
}
