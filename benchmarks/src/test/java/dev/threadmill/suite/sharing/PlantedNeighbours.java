package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.sharing.Neighbours.Access;

/// Neighbours that are wired wrong, each in its own way.
enum PlantedNeighbours {
  /// The last access of a round is among them; of plain writes, only that one leaves a trace.
  DROPS_EVERY_THOUSANDTH {
    @Override
    void touch(Turn sound, int thread, long number) {
      if (number % 1000 != 999) {
        sound.take(thread, number);
      }
    }
  },
  ADDS_EVERY_THOUSANDTH_TWICE {
    @Override
    boolean isWrongFor(Distance distance, Access access) {
      return access == Access.ADDS;
    }

    @Override
    void touch(Turn sound, int thread, long number) {
      sound.take(thread, number);
      if (number % 1000 == 999) {
        sound.take(thread, number);
      }
    }
  },
  /// Both threads have the first word, and nobody the second.
  TAKES_THE_OTHERS_WORD {
    @Override
    boolean isWrongFor(Distance distance, Access access) {
      return distance.bytes() > 0 && access != Access.READS;
    }

    @Override
    void touch(Turn sound, int thread, long number) {
      sound.take(0, number);
    }
  };

  /// What sound neighbours do.
  interface Turn {
    void take(int thread, long number);
  }

  abstract void touch(Turn sound, int thread, long number);

  boolean isWrongFor(Distance distance, Access access) {
    return true;
  }

  Neighbours open(ThreadKind kind, Distance distance, Access access, long turns) {
    return new Neighbours(kind, distance.bytes(), access, turns) {
      @Override
      void touch(int thread, long number) {
        PlantedNeighbours.this.touch(super::touch, thread, number);
      }
    };
  }
}
