package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;

/// Children whose tasks hold the values.
final class ParameterHandDown extends ThreadedHandDown {
  private final Value[] values;

  ParameterHandDown(ThreadKind kind, Value[] values) {
    super(kind);
    this.values = values;
  }

  @Override
  void run(Child child) {
    for (Value value : values) {
      child.got(value);
    }
  }
}
