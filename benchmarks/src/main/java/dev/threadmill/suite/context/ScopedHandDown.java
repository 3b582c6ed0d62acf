package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;

/// Children that rebind scoped values; the parent builds the binding once.
final class ScopedHandDown extends ThreadedHandDown {
  private final Value[] values;
  private final ScopedValueContext context;
  private final Object carrier;

  ScopedHandDown(ThreadKind kind, Value[] values) {
    super(kind);
    this.values = values;
    context = ScopedValueContext.withSlots(values.length);
    carrier = ScopedValues.where(context.slots(), values);
  }

  @Override
  void run(Child child) {
    ScopedValues.run(
        carrier,
        () -> {
          for (int i = 0; i < values.length; i++) {
            child.got(context.read(values, i));
          }
        });
  }
}
