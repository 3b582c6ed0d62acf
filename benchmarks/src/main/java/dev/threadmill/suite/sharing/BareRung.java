package dev.threadmill.suite.sharing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/// A count without a lock. The first three are for one thread: when shared, they lose steps.
abstract sealed class BareRung implements Rung {
  static final class Plain extends BareRung {
    private long value;

    @Override
    public void step(long holdTokens) {
      value++;
    }

    @Override
    public long count() {
      return value;
    }
  }

  /// A count in a field that other threads may read while it changes.
  abstract static sealed class Field extends BareRung {
    static final VarHandle VALUE;

    static {
      try {
        VALUE = MethodHandles.lookup().findVarHandle(Field.class, "value", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    volatile long value;

    @Override
    public long count() {
      return value;
    }
  }

  /// Atomic reads and writes without any ordering.
  static final class Opaque extends Field {
    @Override
    public void step(long holdTokens) {
      VALUE.setOpaque(this, (long) VALUE.getOpaque(this) + 1);
    }
  }

  /// Ordered reads and writes; a write waits until it is visible to all.
  static final class Volatile extends Field {
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // which is the subject
    public void step(long holdTokens) {
      value++;
    }
  }

  static final class GetAndAdd extends Field {
    @Override
    public void step(long holdTokens) {
      VALUE.getAndAdd(this, 1L);
    }
  }

  /// A read and a compare-and-set, repeated until no other thread intervened.
  static final class CompareAndSet extends Field {
    @Override
    public void step(long holdTokens) {
      long seen = value;
      while (!VALUE.compareAndSet(this, seen, seen + 1)) {
        seen = value;
      }
    }
  }

  /// A striped count, over which colliding threads spread.
  static final class Adder extends BareRung {
    private final LongAdder adder = new LongAdder();

    @Override
    public void step(long holdTokens) {
      adder.increment();
    }

    @Override
    public long count() {
      return adder.sum();
    }
  }
}
