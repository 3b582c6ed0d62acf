package dev.threadmill.suite.context;

import dev.threadmill.recording.Named;

/// The contenders: ways to get a value from its binding to its readers.
public enum ContextKind {
  /// As a parameter of every call in between: the lower bound.
  PARAMETER {
    @Override
    Context slots(int count) {
      return new ParameterContext();
    }
  },
  /// In one `ThreadLocal` per slot, set and removed.
  @Named("ThreadLocal")
  THREAD_LOCAL {
    @Override
    Context slots(int count) {
      return ThreadLocalContext.withSlots(count);
    }
  },
  /// In one `ScopedValue` per slot.
  @Named("ScopedValue")
  SCOPED_VALUE {
    @Override
    Context slots(int count) {
      return ScopedValueContext.withSlots(count);
    }
  };

  /// Opens a context with the given number of slots.
  ///
  /// @throws NotApplicable if this JDK lacks this kind
  public Context open(int slots) {
    if (this == SCOPED_VALUE) {
      ScopedValues.requirePresent();
    }
    return slots(slots);
  }

  abstract Context slots(int count);
}
