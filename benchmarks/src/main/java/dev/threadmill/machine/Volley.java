package dev.threadmill.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// A number that two threads pass back and forth, each waiting for the other: what takes time is
/// the way of one cache line from one CPU to the other and back.
public final class Volley {
  private static final VarHandle TURN = MethodHandles.arrayElementVarHandle(long[].class);

  /// The middle of the array has a cache line of its own, even where lines are fetched in pairs.
  private static final int MIDDLE = 32;

  private static final int SPINS = 1 << 14;

  private final long[] turns = new long[2 * MIDDLE];
  private final int batches;
  private final int warmUp;
  private final int rounds;
  private final CountDownLatch ready = new CountDownLatch(2);
  private volatile boolean over;

  /// A game of an odd number of batches that count, after `warmUp` that do not, of `rounds` round
  /// trips.
  public Volley(int batches, int warmUp, int rounds) {
    this.batches = batches;
    this.warmUp = warmUp;
    this.rounds = rounds;
  }

  /// The nanoseconds that two new threads take for a round trip, in the middle one of the batches;
  /// empty if they did not come to the end within the limit, as where another program keeps one of
  /// the CPUs.
  public OptionalDouble play(Duration limit) throws InterruptedException {
    return play(limit, () -> true, () -> true);
  }

  /// @param left what the thread that serves does first; it plays only if that gives true
  /// @param right the same for the other thread
  OptionalDouble play(Duration limit, BooleanSupplier left, BooleanSupplier right)
      throws InterruptedException {
    var result = new AtomicReference<>(OptionalDouble.empty());
    var serving = started(left, () -> result.set(serve()));
    var answering = started(right, this::answer);
    try {
      serving.join(limit);
    } finally {
      end();
    }
    serving.join();
    answering.join();
    return result.get();
  }

  private Thread started(BooleanSupplier first, Runnable half) {
    return Thread.ofPlatform().daemon().start(() -> join(first, half));
  }

  private void join(BooleanSupplier first, Runnable half) {
    boolean joins = first.getAsBoolean();
    if (!joins) {
      end();
    }
    // Nobody spins while the other still gets ready.
    ready.countDown();
    try {
      ready.await();
    } catch (InterruptedException e) {
      end();
    }
    if (joins) {
      half.run();
    }
  }

  /// Serves every ball and measures; empty if the game was ended before.
  OptionalDouble serve() {
    var nanos = new double[batches];
    for (int batch = -warmUp; batch < batches; batch++) {
      long start = System.nanoTime();
      if (!ping((long) (batch + warmUp) * rounds)) {
        return OptionalDouble.empty();
      }
      long spent = System.nanoTime() - start;
      if (batch >= 0) {
        nanos[batch] = (double) spent / rounds;
      }
    }
    Arrays.sort(nanos);
    return OptionalDouble.of(nanos[batches / 2]);
  }

  /// Returns every ball.
  void answer() {
    long all = (long) (batches + warmUp) * rounds;
    for (long round = 0; round < all; round++) {
      if (!await(2 * round + 1)) {
        return;
      }
      TURN.setRelease(turns, MIDDLE, 2 * round + 2);
    }
  }

  /// Ends the game wherever it is.
  void end() {
    over = true;
  }

  private boolean ping(long played) {
    for (long round = played; round < played + rounds; round++) {
      TURN.setRelease(turns, MIDDLE, 2 * round + 1);
      if (!await(2 * round + 2)) {
        return false;
      }
    }
    return true;
  }

  /// Spins without a pause, since a pause is longer than the way between two cores.
  private boolean await(long turn) {
    int spins = 0;
    while ((long) TURN.getAcquire(turns, MIDDLE) != turn) {
      if (++spins == SPINS) {
        spins = 0;
        if (over) {
          return false;
        }
      }
    }
    return true;
  }
}
