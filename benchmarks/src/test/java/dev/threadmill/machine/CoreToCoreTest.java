package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.threadmill.machine.CoreToCore.CpuPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The matrix of round trips: with scripted children, and with a real one where threads can be
/// bound.
@EnabledOnOs(OS.LINUX)
class CoreToCoreTest {
  private static final Duration LONG = Duration.ofMinutes(4);

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
        .endsWith("true " + LONG.toMillis() + " 6,7,14,15");
  }

  @Test
  void tooLittleTimeLeavesPairsOutAndSaysSo() throws InterruptedException {
    var matrix = with("echo pair 6 7 50");
    assertThat(matrix.pairs()).hasSize(1);
    assertThat(matrix.missing()).contains("the time was up after 1 of 6");
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
