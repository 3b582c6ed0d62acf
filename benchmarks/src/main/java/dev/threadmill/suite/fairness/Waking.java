package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.UnitKind;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// What makes the probe runnable when a turn is due.
public enum Waking {
  /// Its own timer: it sleeps until then. The delay counts from when the turn is due, also for
  /// those that it missed meanwhile.
  TIMER {
    @Override
    Probe probe(ThreadKind kind) {
      return new WaitingProbe(kind) {
        @Override
        void ask(Window window) {
          window.askInTime();
        }

        @Override
        void await(Window window, int turn) {
          while (!window.isOpen()) { // its timer runs from before the others begin
            LockSupport.parkNanos(this, Window.PERIOD_NANOS);
          }
          for (long left = window.untilDue(turn); left > 0; left = window.untilDue(turn)) {
            LockSupport.parkNanos(this, left);
          }
        }
      };
    }
  },
  /// A platform thread that unparks it, as a driver or an event loop does; to a coroutine it sends
  /// by a channel. The delay counts from
  /// just before that.
  UNPARK {
    @Override
    Probe probe(ThreadKind kind) {
      return new UnparkedProbe(kind);
    }
  },
  /// A platform thread that starts a new one for each turn, as a server does for a request. The
  /// delay counts from just before that.
  START {
    @Override
    Probe probe(ThreadKind kind) {
      return new StartedProbe(kind);
    }
  };

  abstract Probe probe(ThreadKind kind);

  Probe probe(UnitKind kind) {
    return kind == UnitKind.COROUTINE ? new CoroutineProbe(this) : probe(kind.threads());
  }

  /// Rings for each turn of a window when it is due.
  static void ring(Window window, IntConsumer bell) {
    for (int turn = 0; turn < window.turns(); turn++) {
      for (long left = window.untilDue(turn); left > 0; left = window.untilDue(turn)) {
        LockSupport.parkNanos(window, left);
      }
      window.ask(turn);
      bell.accept(turn);
    }
  }
}
