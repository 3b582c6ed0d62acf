package dev.threadmill.suite.sharing;

/// Rungs that are wired wrong, each in its own way.
enum PlantedRung {
  /// Guards nothing: reads, lets others run, and writes what is old by then.
  TAKES_NO_LOCK {
    @Override
    void step(Counted counted, long call) {
      long seen = counted.value;
      if (call % 16 == 0) {
        Thread.yield();
      }
      counted.value = seen + 1;
    }
  },
  DROPS_EVERY_THOUSANDTH {
    @Override
    synchronized void step(Counted counted, long call) {
      counted.value += call % 1000 == 0 ? 0 : 1;
    }
  },
  COUNTS_EVERY_THOUSANDTH_TWICE {
    @Override
    synchronized void step(Counted counted, long call) {
      counted.value += call % 1000 == 0 ? 2 : 1;
    }
  },
  /// A handle that now and then forgets to give its copy back.
  LEAKS_EVERY_THOUSANDTH {
    @Override
    synchronized void step(Counted counted, long call) {
      counted.value += call % 1000 == 0 ? 1 : 0;
    }

    @Override
    boolean givesBack() {
      return true;
    }
  };

  static final class Counted {
    volatile long value;
  }

  abstract void step(Counted counted, long call);

  boolean givesBack() {
    return false;
  }

  Rung open() {
    var counted = new Counted();
    counted.value = givesBack() ? 1 : 0;
    var calls = new java.util.concurrent.atomic.AtomicLong();
    var planted = this;
    return new Rung() {
      @Override
      public void step(long holdTokens) {
        planted.step(counted, calls.incrementAndGet());
      }

      @Override
      public long count() {
        return counted.value;
      }

      @Override
      public boolean givesBack() {
        return planted.givesBack();
      }
    };
  }
}
