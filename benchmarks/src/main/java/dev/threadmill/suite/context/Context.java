package dev.threadmill.suite.context;

/// A way to give values to code that is called, in numbered slots.
public interface Context {
  /// Code that runs with values bound, and gets them as a parameter where that is the way.
  interface Reader {
    void run(Value[] parameter);
  }

  /// A way to bind values, run a reader, and unbind them.
  interface Binding {
    void run(Value[] values);
  }

  /// The binding for a body, kept so that none is made in each call.
  Binding around(Reader body);

  /// The value of a slot; only within a binding.
  ///
  /// @param parameter what the body got
  Value read(Value[] parameter, int slot);
}
