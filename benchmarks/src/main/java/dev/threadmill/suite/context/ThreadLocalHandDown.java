package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;

/// Children that set their own thread-locals.
final class ThreadLocalHandDown extends ThreadedHandDown {
  private final Value[] values;
  private final ThreadLocalContext context;

  ThreadLocalHandDown(ThreadKind kind, Value[] values) {
    super(kind);
    this.values = values;
    context = ThreadLocalContext.withSlots(values.length);
  }

  @Override
  void run(Child child) {
    context.set(values); // never removed, because the thread ends
    for (int i = 0; i < values.length; i++) {
      child.got(context.read(values, i));
    }
  }
}
