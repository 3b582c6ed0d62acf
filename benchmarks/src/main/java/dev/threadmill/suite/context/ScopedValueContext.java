package dev.threadmill.suite.context;

/// A context with one scoped value per slot.
record ScopedValueContext(Object[] slots) implements Context {
  private static final Value[] NONE = {};

  static ScopedValueContext withSlots(int count) {
    var slots = new Object[count];
    for (int i = 0; i < count; i++) {
      slots[i] = ScopedValues.create();
    }
    return new ScopedValueContext(slots);
  }

  @Override
  public Binding around(Reader body) {
    Runnable inside = () -> body.run(NONE);
    return values -> ScopedValues.run(ScopedValues.where(slots, values), inside);
  }

  @Override
  public Value read(Value[] parameter, int slot) {
    return (Value) ScopedValues.get(slots[slot]);
  }
}
