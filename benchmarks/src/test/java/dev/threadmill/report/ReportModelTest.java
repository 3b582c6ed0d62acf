package dev.threadmill.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.analysis.compare.SampleRun;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.machine.CoreToCore;
import dev.threadmill.machine.CoreToCore.CpuPair;
import dev.threadmill.report.ReportModel.Fact;
import dev.threadmill.report.ReportModel.Machine;
import dev.threadmill.report.table.Source;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests what a report says of a machine beside its fingerprint.
class ReportModelTest {
  private static List<Fact> facts(Consumer<SampleRun> change) {
    var run = SampleRun.run(change);
    return Machine.of(Source.of(List.of(RunAnalysis.of(run))).getFirst()).facts();
  }

  private static List<Fact> mapped(@Nullable String missing, CpuPair... pairs) {
    return facts(run -> run.coreToCore = new CoreToCore(List.of(pairs), missing));
  }

  @Test
  void cpusThatShareMoreAreSaidToBeNearer() {
    var missing = "4 CPUs have 6 pairs and 15 s had time for 3";
    assertThat(
            mapped(missing, new CpuPair(0, 1, 40), new CpuPair(2, 3, 60), new CpuPair(1, 2, 130.4)))
        .contains(
            new Fact(
                "round trip between two CPUs before the run",
                "50 ns if they share a last-level cache, 130 ns if they share a socket"),
            new Fact("pairs of CPUs", missing));
  }

  @Test
  void cpusThatAllShareTheSameAreNotToldApart() {
    assertThat(mapped(null, new CpuPair(0, 1, 40)))
        .extracting(Fact::name)
        .doesNotContain("round trip between two CPUs before the run", "pairs of CPUs");
  }

  @Test
  void defaultsThatChangedBetweenTheJdksOfARunAreSaid() {
    assertThat(
            facts(
                run ->
                    run.without()
                        .with("a.ABenchmark.run", 9, "contender", "ONE", "jdk", "25.0.3")
                        .with("a.ABenchmark.run", 9, "contender", "ONE", "jdk", "27.0.1")))
        .filteredOn(fact -> fact.name().equals("JDKs"))
        .singleElement()
        .extracting(Fact::value)
        .asString()
        .startsWith("Defaults changed between JDK 25 and 27: ")
        .contains("the header of an object takes 8 bytes instead of 12 (JEP 534)");
  }
}
