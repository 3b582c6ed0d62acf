package dev.threadmill.suite.machine;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How long does a cache line take from one core to another and back?
///
/// **Varies:** the two processors, by their index among those that the process may use; how
/// they signal each other. The default is from the first to the next three; all pairs form a
/// matrix.
/// **Measures:** time per round trip between two platform threads that are pinned to their
/// processors and busy-wait.
/// **Beware:** a processor given to other work, or a hyperthread sibling on the same core,
/// shows at once. Needs Linux with `taskset`.
/// **Expect:** within a package some tens of nanoseconds per round trip for siblings and
/// neighbours, and steps wherever a line has to leave its cluster or its socket.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar CoreToCore -p from=0,1,2 -p to=0,1,2`
@Asks(
    id = "core-to-core",
    question = "How long does a cache line take from one core to another and back?",
    typical = {"from=0", "to=1"})
public class CoreToCoreBenchmark extends TimedBenchmark {
  private static final int TRIPS = 20_000;

  @Param Handover contender;

  @Param("0")
  int from;

  @Param({"1", "2", "3"})
  int to;

  private Rally rally;

  @Setup
  public void tie() throws InterruptedException {
    if (from == to) {
      throw new NotApplicable("a core needs no way to itself");
    }
    rally = new Rally(contender, Cpus.at(from), Cpus.at(to), TRIPS);
    rally.tie();
  }

  @Benchmark
  @OperationsPerInvocation(TRIPS)
  public void roundTrip() throws InterruptedException {
    rally.play();
  }

  @TearDown(Level.Iteration)
  public void report() {
    Metrics.report("cpu.from", Cpus.at(from), "#");
    Metrics.report("cpu.to", Cpus.at(to), "#");
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    rally.close();
  }
}
