package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;
import java.util.ArrayList;
import java.util.List;

/// Children that inherit thread-locals.
final class InheritableHandDown extends ThreadedHandDown {
  private final Value[] values;
  private final ThreadLocalContext context;

  InheritableHandDown(ThreadKind kind, Value[] values) {
    super(kind);
    this.values = values;
    List<ThreadLocal<Value>> slots = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      slots.add(new InheritableThreadLocal<>());
    }
    context = new ThreadLocalContext(slots);
  }

  @Override
  public void startAndJoin(Child[] children) throws InterruptedException {
    context.set(values);
    try {
      super.startAndJoin(children);
    } finally {
      context.remove();
    }
  }

  @Override
  void run(Child child) {
    for (int i = 0; i < values.length; i++) {
      child.got(context.read(values, i));
    }
  }

  List<ThreadLocal<Value>> slots() {
    return context.slots();
  }
}
