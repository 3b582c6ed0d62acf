package dev.threadmill.recording;

import dev.threadmill.machine.Volley;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/// The core-to-core latency between the two CPUs of a fork, measured right after each iteration,
/// which is right before the next.
///
/// A hypervisor migrates virtual CPUs: at one moment the two are threads of one core, a second
/// later they are cores that share nothing. A hand-over between threads then costs many times as
/// much, in some forks and not in others, and nothing else tells why.
///
/// It is measured only where a fork has two CPUs: with more it would be another pair each time.
public final class CpusApart extends IterationProfiler {
  /// Nanoseconds for a cache line from one CPU to the other and back.
  public static final String APART = "cpus.apart";

  private static final int BATCHES = 11;
  private static final int WARM_UP = 1;
  private static final int ROUNDS = 500;

  /// A hundred times what it takes. Where another program keeps one of the CPUs, it never ends.
  private static final Duration LIMIT = Duration.ofMillis(200);

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (benchmark.getMode() == Mode.SingleShotTime
        || Runtime.getRuntime().availableProcessors() != 2) {
      return List.of();
    }
    var apart = apart();
    return apart.isPresent() ? List.of(scalar(APART, apart.getAsDouble(), "ns")) : List.of();
  }

  /// Empty if the two could not run at once.
  public static OptionalDouble apart() {
    try {
      return new Volley(BATCHES, WARM_UP, ROUNDS).play(LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalDouble.empty();
    }
  }
}
