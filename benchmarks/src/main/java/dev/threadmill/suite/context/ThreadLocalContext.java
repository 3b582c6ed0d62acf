package dev.threadmill.suite.context;

import java.util.ArrayList;
import java.util.List;

/// A context with one thread-local per slot.
record ThreadLocalContext(List<ThreadLocal<Value>> slots) implements Context {
  private static final Value[] NONE = {};

  static ThreadLocalContext withSlots(int count) {
    List<ThreadLocal<Value>> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slots.add(new ThreadLocal<>());
    }
    return new ThreadLocalContext(slots);
  }

  @Override
  public Binding around(Reader body) {
    return values -> {
      set(values);
      try {
        body.run(NONE);
      } finally {
        remove();
      }
    };
  }

  void set(Value[] values) {
    for (int i = 0; i < values.length; i++) {
      slots.get(i).set(values[i]);
    }
  }

  void remove() {
    for (ThreadLocal<Value> slot : slots) {
      slot.remove();
    }
  }

  @Override
  public Value read(Value[] parameter, int slot) {
    return slots.get(slot).get();
  }
}
