package dev.threadmill.suite.machine;

import java.util.concurrent.TimeUnit;

/// Players of a rally with a planted fault, to show that it would be noticed.
enum MiswiredPlayer {
  DROPS_EVERY_THOUSANDTH_STROKE("does not answer") {
    @Override
    void stroke(Stroke sound, Rally rally, long number) {
      if (number % 1000 != 999) {
        sound.make(number);
      }
    }
  },
  COUNTS_ONE_STROKE_TWICE("does not answer") {
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
  LEAVES_OUT_THE_LAST("1999 strokes in 1000 round trips") {
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

  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  final String complaint;

  MiswiredPlayer(String complaint) {
    this.complaint = complaint;
  }

  abstract void stroke(Stroke sound, Rally rally, long number);

  Rally rally(Handover handover, int from, int to, int trips) {
    return new Rally(handover, from, to, trips, PATIENCE_NANOS) {
      @Override
      void stroke(long number) {
        MiswiredPlayer.this.stroke(super::stroke, this, number);
      }
    };
  }
}
