package dev.threadmill.suite.switching;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.TimedBenchmark;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does it cost to stop one thread and let another go on?
///
/// **Varies:** how the waiting thread waits and is woken, the kind of thread, and for virtual
/// threads whether the two share one carrier.
/// **Measures:** time of a round trip between two threads of which one always waits: two
/// wake-ups and two waits.
/// **Beware:** with two cores a waker and the woken overlap, and the way between the cores
/// counts: the system may or may not keep a pair on one core, and figures can have two modes.
/// Run it on one core too. Queues and exchangers spin a little before they wait. Before JDK 24
/// a virtual thread that waits on a monitor holds its carrier, and on a single one it gets a
/// second.
/// **Expect:** a virtual thread switches without the kernel, several times faster than a
/// platform thread where that really sleeps; spinning has no switch in it and is the bound.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar PingPongBenchmark -p carriers=all`
public class PingPongBenchmark extends TimedBenchmark {
  private static final int TRIPS = 20_000;

  @Param WireKind contender;
  @Param ThreadKind threadKind;

  /// `all` that the JVM has, or `1`.
  @Param({"all", "1"})
  String carriers;

  private PingPong pair;
  private @Nullable Carriers limited;

  @Setup
  public void connect() throws InterruptedException {
    int atOnce = Runtime.getRuntime().availableProcessors();
    if (carriers.equals("1")) {
      if (threadKind == ThreadKind.PLATFORM) {
        throw new NotApplicable("Platform threads have no carriers");
      }
      atOnce = 1;
      limited = Carriers.onlyOne();
    } else if (!carriers.equals("all")) {
      throw new IllegalArgumentException("carriers are \"all\" or \"1\", not \"" + carriers + '"');
    }
    pair =
        new PingPong(
            contender.connect(threadKind, atOnce),
            contender.connect(threadKind, atOnce),
            threadKind,
            TRIPS,
            0);
  }

  @Benchmark
  @OperationsPerInvocation(TRIPS)
  public long roundTrip() throws InterruptedException {
    return pair.work();
  }

  @TearDown
  public void disconnect() throws InterruptedException {
    pair.close();
    if (limited != null) {
      limited.close();
    }
  }
}
