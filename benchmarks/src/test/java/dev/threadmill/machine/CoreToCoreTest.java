package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.threadmill.machine.CoreToCore.CpuPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The matrix of round trips: with scripted children, and with a real one where threads can be
/// bound.
@EnabledOnOs(OS.LINUX)
class CoreToCoreTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration SHORT = Duration.ofSeconds(15);

  @TempDir Path root;

  /// Any program that succeeds stands for `taskset` where the child is scripted.
  private CoreToCore with(String child) throws InterruptedException {
    var topology = CpuTopology.of(RecordedHost.unpack("container", root).host());
    return CoreToCore.measure(topology, "true", List.of("sh", "-c", child, "child"), LONG);
  }

  @Test
  void readsEachPair() throws InterruptedException {
    var child =
        "echo noise; for pair in '6 7' '6 14' '6 15' '7 14' '7 15' '14 15';"
            + " do echo pair $pair 50.5; done";
    var matrix = with(child);
    assertThat(matrix.missing()).isNull();
    assertThat(matrix.pairs())
        .hasSize(6)
        .startsWith(new CpuPair(6, 7, 50.5), new CpuPair(6, 14, 50.5));
  }

  @Test
  void theChildIsToldTheCpusAndItsTime() throws InterruptedException {
    assertThat(with("echo $1 $2 $3; exit 1").missing())
        .contains("true " + LONG.toMillis() + " ")
        .contains("6-7", "6-14", "6-15", "7-14", "7-15", "14-15");
  }

  @Test
  void tooLittleTimeLeavesPairsOutAndSaysSo() throws InterruptedException {
    var matrix = with("echo pair 6 7 50");
    assertThat(matrix.pairs()).hasSize(1);
    assertThat(matrix.missing())
        .isEqualTo(
            "4 CPUs have 6 pairs and 240 s had time for 1, in turn by what they share: 1 a NUMA"
                + " node");
  }

  /// A child that has time for so many pairs.
  private static CoreToCore measured(CpuTopology topology, int pairs) throws InterruptedException {
    var child =
        "echo $3 | tr ',-' '\\n ' | head -%s | while read a b; do echo pair $a $b $((a + b)); done";
    return CoreToCore.measure(
        topology, "true", List.of("sh", "-c", child.formatted(pairs), "child"), SHORT);
  }

  private static Map<Nearness, Long> counts(CpuTopology topology, List<CpuPair> pairs) {
    return pairs.stream()
        .collect(
            Collectors.groupingBy(
                pair -> topology.nearness(pair.one(), pair.other()), Collectors.counting()));
  }

  @Test
  void ofManyPairsAsManyOfEachClassAreMeasured() throws InterruptedException {
    var topology = CpuTopology.of(SketchedHost.WHOLE.unpack(root));
    var matrix = measured(topology, 400);
    assertThat(matrix.pairs()).hasSize(400).doesNotHaveDuplicates();
    assertThat(counts(topology, matrix.pairs()))
        .isEqualTo(
            Map.of(
                Nearness.SAME_CORE, 64L,
                Nearness.SAME_CACHE, 112L,
                Nearness.SAME_DIE, 112L,
                Nearness.APART, 112L));
    assertThat(matrix.missing())
        .isEqualTo(
            "128 CPUs have 8,128 pairs and 15 s had time for 400, in turn by what they share: 64 a"
                + " core, 112 a last-level cache, 112 a die, 112 no socket or node");
  }

  @Test
  void timeThatIsTooShortStillGivesEachClassAndSoonEachCpu() throws InterruptedException {
    var topology = CpuTopology.of(SketchedHost.WHOLE.unpack(root));
    for (int few = 4; few <= 64; few *= 2) {
      assertThat(counts(topology, measured(topology, few).pairs()))
          .hasSize(4)
          .containsValue((long) few / 4);
    }
    // Of 128 CPUs 64 pairs could have each once; those that are left over are of different classes.
    assertThat(measured(topology, 80).pairs())
        .flatExtracting(CpuPair::one, CpuPair::other)
        .containsAll(topology.ids());
  }

  @Test
  void allPairsAreMeasuredWhereThereIsTime() throws InterruptedException {
    for (var machine : List.of(SketchedHost.HYBRID, SketchedHost.WHOLE)) {
      var topology = CpuTopology.of(machine.unpack(root.resolve(machine.name())));
      var matrix = measured(topology, 100_000);
      assertThat(matrix.missing()).isNull();
      assertThat(new HashSet<>(matrix.pairs()))
          .hasSize(topology.size() * (topology.size() - 1) / 2);
    }
  }

  @Test
  void fastAndSlowCpusAreClassesOfTheirOwn() throws InterruptedException {
    var topology = CpuTopology.of(SketchedHost.HYBRID.unpack(root));
    var slow = topology.slow();
    var pairs = measured(topology, 4).pairs();
    assertThat(
            pairs.stream()
                .map(pair -> slow.contains(pair.one()) + " " + slow.contains(pair.other())))
        .containsExactly("false false", "false false", "false true", "true true");
  }

  @Test
  void roundTripsAreSortedByWhatTheCpusShare() {
    var topology = CpuTopology.of(SketchedHost.HYBRID.unpack(root));
    var pairs =
        List.of(
            new CpuPair(0, 1, 10),
            new CpuPair(0, 2, 40),
            new CpuPair(2, 5, 60),
            new CpuPair(4, 7, 41),
            new CpuPair(6, 8, 43),
            new CpuPair(0, 16, 400),
            new CpuPair(16, 17, 500));
    assertThat(new CoreToCore(pairs, null).nanosBy(topology))
        .isEqualTo(
            Map.of(
                Nearness.SAME_CORE,
                List.of(10.0),
                Nearness.SAME_CACHE,
                List.of(40.0, 60.0, 41.0, 43.0)));
    var host = RecordedHost.bare(root).write("proc/self/status", "Cpus_allowed_list: 16-19");
    var onlySlow = CpuTopology.of(host.host());
    assertThat(new CoreToCore(List.of(new CpuPair(16, 17, 500)), null).nanosBy(onlySlow))
        .isEqualTo(Map.of(Nearness.SAME_CACHE, List.of(500.0)));
  }

  @Test
  void aPairThatFailsSaysWhy() throws InterruptedException {
    var matrix = with("echo failed 6 7 no such luck; echo pair 6 14 5");
    assertThat(matrix.pairs()).hasSize(1);
    assertThat(matrix.missing()).isEqualTo("no such luck");
  }

  @Test
  void aChildThatFailsSaysItsLastWords() throws InterruptedException {
    assertThat(with("echo Error: out of luck; exit 1").missing()).contains("out of luck");
  }

  @Test
  void withoutTasksetNothingIsMeasured() throws InterruptedException {
    var topology = CpuTopology.of(RecordedHost.unpack("vm", root).host());
    var matrix = CoreToCore.measure(topology, "no-such-taskset", List.of("true"), LONG);
    assertThat(matrix.pairs()).isEmpty();
    assertThat(matrix.missing()).contains("no-such-taskset is not installed");
  }

  @Test
  void whereCpusAreUnknownOrSingleNothingIsMeasured() throws InterruptedException {
    var unknown = new CpuTopology(List.of());
    assertThat(CoreToCore.measure(unknown, "true", List.of("true"), LONG).missing())
        .contains("does not say");
    var host = RecordedHost.unpack("vm", root).replace("proc/self/status", "0-1", "1");
    var single = CpuTopology.of(host.host());
    assertThat(CoreToCore.measure(single, "true", List.of("true"), LONG).missing())
        .contains("only one CPU");
  }

  @Test
  void aThreadThatCannotBeBoundIsFound() throws InterruptedException {
    assertThat(CoreToCore.CoreProbe.measured("false", 0, 1, 1))
        .startsWith("failed 0 1 false could not bind a thread to CPU ");
  }

  @Test
  void aThreadThatIsNotBoundAfterAllIsFound() throws InterruptedException {
    assumeThat(CpuTopology.of(Host.here()).size()).isGreaterThan(1);
    assertThat(CoreToCore.CoreProbe.measured("true", 0, 1, 1))
        .startsWith("failed 0 1 a thread bound to CPU ")
        .endsWith(" is allowed elsewhere");
  }

  @Test
  void boundThreadsMeasureThePairsOfThisMachine() throws InterruptedException {
    var topology = CpuTopology.of(Host.here());
    assumeThat(topology.size()).isGreaterThan(1);
    assumeThat(Command.output(LONG, List.of("taskset", "--version"))).isNotNull();
    // A machine with very many CPUs has more pairs than a test has time for.
    boolean all = topology.size() <= 4;
    var matrix = CoreToCore.measure(all ? LONG : Duration.ofSeconds(2));
    if (all) {
      assertThat(matrix.missing()).isNull();
      assertThat(matrix.pairs()).hasSize(topology.size() * (topology.size() - 1) / 2);
    }
    assertThat(matrix.pairs())
        .isNotEmpty()
        .allSatisfy(
            pair -> {
              assertThat(topology.ids()).contains(pair.one(), pair.other());
              assertThat(pair.one()).isLessThan(pair.other());
              assertThat(pair.medianNanos()).isPositive().isFinite();
            });
  }
}
