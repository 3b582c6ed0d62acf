package dev.threadmill.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// A fixed piece of work whose speed tells how fast the machine is at the moment: a short spin
/// of one thread, and a copy of memory by all CPUs at once.
///
/// The spin follows the clock speed of a core, the copy the bandwidth of the memory and whoever
/// else uses it. Measured again and again during a run, it shows whether the machine stayed the
/// same. It is not a score of the machine: compare it with itself only, on the same JDK.
///
/// The spin is one chain of operations in which each needs the last, so that no compiler can
/// widen or shorten it. The copy moves blocks that are too large for the caches of a core. The
/// blocks are allocated once, since other pages could have another speed. One ruler is for one
/// thread at a time.
public final class Ruler {
  /// The speed at which the machine did the work.
  public record Scores(double spinStepsPerSecond, double copyBytesPerSecond, int threads) {}

  /// Each part of a reading, as long as the one with which the doctor finds the noise floor.
  public static final Duration PART = Duration.ofMillis(250);

  /// Steps between two looks at the clock: many enough to hide the look, few enough to end in time.
  private static final int STEPS = 20_000;

  private static final int BLOCK = 8 << 20;

  private final Duration duration;
  private final List<Block> blocks;
  private long state = 88_172_645_463_325_252L;

  private record Block(byte[] from, byte[] to) {}

  /// A ruler that spins for one duration and copies for as long, and warms up for a fifth of each.
  ///
  /// @param threads how many threads copy: the number of usable CPUs
  public Ruler(Duration duration, int threads) {
    if (duration.isNegative() || duration.isZero() || threads < 1) {
      throw new IllegalArgumentException("a ruler needs time and at least one thread");
    }
    this.duration = duration;
    // All blocks take no more than a quarter of the heap.
    long share = Runtime.getRuntime().maxMemory() / 4 / 2 / threads;
    int size = (int) Math.max(1 << 16, Math.min(BLOCK, share));
    blocks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      blocks.add(new Block(new byte[size], new byte[size]));
    }
  }

  /// As a run reads it, before its first fork and between rounds, so that all readings compare.
  public static Ruler standard() {
    return new Ruler(PART, Runtime.getRuntime().availableProcessors());
  }

  public Scores measure() throws InterruptedException {
    long warmUp = duration.toNanos() / 5;
    spin(warmUp);
    double spin = spin(duration.toNanos());
    return new Scores(spin, copy(warmUp, duration.toNanos()), blocks.size());
  }

  private double spin(long nanos) {
    long steps = 0;
    long start = System.nanoTime();
    long spent;
    do {
      state = step(state);
      steps += STEPS;
      spent = System.nanoTime() - start;
    } while (spent < nanos);
    return steps * 1e9 / spent;
  }

  /// Marsaglia's xorshift, whose every operation waits for the one before.
  private static long step(long seed) {
    long x = seed;
    for (int i = 0; i < STEPS; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }

  private double copy(long warmUp, long nanos) throws InterruptedException {
    // All begin to count together, and none stops before its time: while one counts, all copy.
    var together = new CyclicBarrier(blocks.size());
    var copies = new ArrayList<Callable<Double>>();
    for (var block : blocks) {
      copies.add(
          () -> {
            together.await();
            copy(block, warmUp);
            together.await();
            return copy(block, nanos);
          });
    }
    try (var threads = Executors.newFixedThreadPool(blocks.size())) {
      double sum = 0;
      for (var rate : threads.invokeAll(copies)) {
        sum += rate.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the copy of memory failed", e.getCause());
    }
  }

  private static double copy(Block block, long nanos) {
    long bytes = 0;
    long start = System.nanoTime();
    long spent;
    do {
      System.arraycopy(block.from(), 0, block.to(), 0, block.from().length);
      bytes += block.from().length;
      spent = System.nanoTime() - start;
    } while (spent < nanos);
    return bytes * 1e9 / spent;
  }
}
