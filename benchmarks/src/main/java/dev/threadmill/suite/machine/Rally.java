package dev.threadmill.suite.machine;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Two threads on two processors that pass one word of memory back and forth, with a check that
/// every stroke was made.
class Rally implements AutoCloseable {
  private static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int ALIGNMENT = 256;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /// How many reads to make before reading the clock and yielding: the other player may have
  /// been preempted.
  private static final int LOOKS = 1 << 16;

  private final ByteBuffer memory =
      ByteBuffer.allocateDirect(2 * ALIGNMENT).alignedSlice(ALIGNMENT);
  private final Handover handover;
  private final int trips;
  private final long patienceNanos;
  private final Crew crew;
  private boolean tied;
  private final int[] cpus;

  Rally(Handover handover, int from, int to, int trips) {
    this(handover, from, to, trips, PATIENCE_NANOS);
  }

  /// @param patienceNanos how long a player waits for the other's stroke
  Rally(Handover handover, int from, int to, int trips, long patienceNanos) {
    this.handover = handover;
    this.trips = trips;
    this.patienceNanos = patienceNanos;
    cpus = new int[] {from, to};
    crew = new Crew(ThreadKind.PLATFORM, List.of(() -> play(0), () -> play(1)));
  }

  /// Pins the players to their processors.
  final void tie() throws InterruptedException {
    tied = false;
    crew.work();
    tied = true;
  }

  /// Plays all round trips.
  ///
  /// @throws IllegalStateException if a stroke is missing
  final void play() throws InterruptedException {
    WORD.setVolatile(memory, 0, 0L);
    crew.work();
    long strokes = (long) WORD.getVolatile(memory, 0);
    if (strokes != 2L * trips) {
      throw new IllegalStateException(strokes + " strokes in " + trips + " round trips");
    }
  }

  private void play(int player) throws InterruptedException {
    if (!tied) {
      Cpus.tie(cpus[player]);
      return;
    }
    for (long stroke = player; stroke < 2L * trips; stroke += 2) {
      stroke(stroke);
    }
  }

  /// Waits for the previous stroke, and makes this one.
  void stroke(long number) {
    if (handover == Handover.WRITE) {
      await(number);
      write(number + 1);
    } else {
      swap(number);
    }
  }

  final void write(long strokes) {
    // Release: the other player sees the stroke and everything before it.
    WORD.setRelease(memory, 0, strokes);
  }

  final void await(long stroke) {
    long deadline = 0;
    while (true) {
      for (int i = 0; i < LOOKS; i++) {
        if ((long) WORD.getAcquire(memory, 0) == stroke) {
          return;
        }
      }
      deadline = patience(deadline);
    }
  }

  private void swap(long stroke) {
    long deadline = 0;
    while (true) {
      for (int i = 0; i < LOOKS; i++) {
        if (WORD.compareAndSet(memory, 0, stroke, stroke + 1)) {
          return;
        }
      }
      deadline = patience(deadline);
    }
  }

  private long patience(long deadline) {
    long now = System.nanoTime();
    if (deadline == 0) {
      return now + patienceNanos;
    }
    if (now - deadline > 0) {
      throw new IllegalStateException("The other player does not answer");
    }
    Thread.yield();
    return deadline;
  }

  @Override
  public final void close() throws InterruptedException {
    crew.close();
  }
}
