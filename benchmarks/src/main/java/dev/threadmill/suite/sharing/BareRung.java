package dev.threadmill.suite.sharing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/// A count without a lock. The first three are for one thread: shared, they lose steps.
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

  /// A count in a field that others may look at while it is changed.
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

  /// Reads and writes whole, in no order with anything else.
  static final class Opaque extends Field {
    @Override
    public void step(long holdTokens) {
      VALUE.setOpaque(this, (long) VALUE.getOpaque(this) + 1);
    }
  }

  /// Reads and writes in order; the write waits until all can see it.
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

  /// Reads, and tries again until nobody came between.
  static final class CompareAndSet extends Field {
    @Override
    public void step(long holdTokens) {
      long seen = value;
      while (!VALUE.compareAndSet(this, seen, seen + 1)) {
        seen = value;
      }
    }
  }

  /// A count in pieces, which the threads that collide spread over.
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
