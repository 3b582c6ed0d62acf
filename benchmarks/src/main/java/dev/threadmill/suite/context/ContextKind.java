package dev.threadmill.suite.context;

import dev.threadmill.recording.Named;

/// The contenders: how a value gets from where it is bound to where it is read.
public enum ContextKind {
  /// As a parameter of every call in between: the bound.
  PARAMETER {
    @Override
    Context slots(int count) {
      return new ParameterContext();
    }
  },
  /// In a `ThreadLocal` a slot, set and removed.
  @Named("ThreadLocal")
  THREAD_LOCAL {
    @Override
    Context slots(int count) {
      return ThreadLocalContext.withSlots(count);
    }
  },
  /// In a `ScopedValue` a slot.
  @Named("ScopedValue")
  SCOPED_VALUE {
    @Override
    Context slots(int count) {
      return ScopedValueContext.withSlots(count);
    }
  };

  /// A context with so many slots.
  ///
  /// @throws NotApplicable if this JDK has none of this kind
  public Context open(int slots) {
    if (this == SCOPED_VALUE) {
      ScopedValues.requirePresent();
    }
    return slots(slots);
  }

  abstract Context slots(int count);
}
