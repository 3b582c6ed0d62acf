package dev.threadmill.suite.machine;

import java.util.concurrent.TimeUnit;

/// Players of a rally with a planted fault, to show that it would be noticed.
enum MiswiredPlayer {
  DROPS_EVERY_THOUSANDTH_STROKE(50, "does not answer") {
    @Override
    void stroke(Stroke sound, Rally rally, long number) {
      if (number % 1000 != 999) {
        sound.make(number);
      }
    }
  },
  COUNTS_ONE_STROKE_TWICE(50, "does not answer") {
    @Override
    void stroke(Stroke sound, Rally rally, long number) {
      if (number == 999) {
        rally.await(number);
        rally.write(number + 2);
      } else {
        sound.make(number);
      }
    }
  },
  /// Nobody waits for it, so that only the count tells.
  LEAVES_OUT_THE_LAST(240_000, "1999 strokes in 1000 round trips") {
    @Override
    void stroke(Stroke sound, Rally rally, long number) {
      if (number != 1999) {
        sound.make(number);
      }
    }
  };

  /// What a sound player does.
  interface Stroke {
    void make(long number);
  }

  private final long patienceMillis;
  final String complaint;

  MiswiredPlayer(long patienceMillis, String complaint) {
    this.patienceMillis = patienceMillis;
    this.complaint = complaint;
  }

  abstract void stroke(Stroke sound, Rally rally, long number);

  Rally rally(Handover handover, int from, int to, int trips) {
    long patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    return new Rally(handover, from, to, trips, patienceNanos) {
      @Override
      void stroke(long number) {
        MiswiredPlayer.this.stroke(super::stroke, this, number);
      }
    };
  }
}
