package dev.threadmill.suite.switching;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.TimedBenchmark;
import dev.threadmill.suite.UnitKind;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does switching from one thread to another cost?
///
/// **Varies:** how the waiting thread waits and is woken, the kind of thread, and for virtual
/// threads whether both share one carrier or use as many as the JVM has.
/// **Measures:** time of a round trip between two threads of which one always waits: two
/// wake-ups and two waits. `carrier.shared`: the share of sampled hand-offs, ten per round, at
/// which both virtual threads were on one carrier.
/// **Beware:** on two cores the waking and the woken thread overlap, and core-to-core latency
/// counts: the kernel may or may not keep a pair on one core, so figures can have two modes.
/// Run it on one core too. A coroutine that is resumed goes to the worker that resumed it, from
/// which an idle one may steal it. A virtual thread cannot be bound to a carrier: with several
/// carriers, the scheduler decides at each wake-up whether the waker's own carrier continues
/// with the woken thread or another one takes it. So figures with `carriers=all` mix both
/// cases, as `carrier.shared` shows; only `1` and, because no thread leaves its carrier, `SPIN`
/// show a single case. Queues and exchangers spin briefly before they wait. Before JDK 24 a
/// virtual thread that waits on a monitor pins its carrier, and if that is the only one it gets
/// a second.
/// **Expect:** a virtual thread switches without the kernel, several times faster than a
/// platform thread that really sleeps; spinning involves no switch and is the bound.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar PingPongBenchmark -p carriers=all,1
/// -prof dev.threadmill.recording.Metrics`
@Named("ping-pong")
@Asks(
    id = "switch",
    question = "What does a switch from one thread to another cost?",
    factor = "threadKind",
    fixed = "contender=PARK",
    typical = "carriers=all",
    leads = true,
    order = 20)
@Asks(
    id = "park-or-monitor",
    question = "Park or monitor: which wakes a waiting thread faster?",
    typical = "carriers=all",
    rival = "MONITOR",
    order = 25)
@Cells(
    in = "quick",
    at = {"contender=PARK", "threadKind=PLATFORM,VIRTUAL", "carriers=all"})
@Cells(
    in = "standard",
    at = {"threadKind=PLATFORM,VIRTUAL", "carriers=all"})
@Cells(
    in = "runtimes",
    at = {"contender=PARK,CHANNEL,YIELD", "carriers=all"})
@Cells(
    in = "runtimes",
    at = {"contender=CONDITION", "threadKind=PLATFORM,VIRTUAL", "carriers=all"})
public class PingPongBenchmark extends TimedBenchmark {
  private static final int TRIPS = 10_000;

  @Param WireKind contender;
  @Param UnitKind threadKind;

  /// `all` of the JVM's carriers, or `1`.
  @Param({"all", "1"})
  String carriers;

  private BatonPair pair;
  private @Nullable Carriers limited;

  @Setup
  public void connect() throws InterruptedException {
    int atOnce = Runtime.getRuntime().availableProcessors();
    if (carriers.equals("1")) {
      if (threadKind != UnitKind.VIRTUAL) {
        throw new NotApplicable("Only virtual threads have carriers");
      }
      atOnce = 1;
      limited = Carriers.onlyOne();
    } else if (!carriers.equals("all")) {
      throw new IllegalArgumentException("carriers are \"all\" or \"1\", not \"" + carriers + '"');
    }
    pair = contender.pair(threadKind, atOnce, TRIPS);
  }

  @Benchmark
  @OperationsPerInvocation(TRIPS)
  public long roundTrip() throws InterruptedException {
    return pair.work();
  }

  @TearDown(Level.Iteration)
  public void report() {
    pair.report();
  }

  @TearDown
  public void disconnect() throws InterruptedException {
    pair.close();
    if (limited != null) {
      limited.close();
    }
  }
}
