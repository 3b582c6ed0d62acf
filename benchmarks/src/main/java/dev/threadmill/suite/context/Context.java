package dev.threadmill.suite.context;

/// A way to pass values in numbered slots to called code.
public interface Context {
  /// Code that runs with values bound, and receives them as a parameter where the context works
  /// that way.
  interface Reader {
    void run(Value[] parameter);
  }

  /// A way to bind values, run a reader, and unbind them.
  interface Binding {
    void run(Value[] values);
  }

  /// Creates the binding for a body, which is reused so that no call creates one.
  Binding around(Reader body);

  /// Returns the value of a slot; only within a binding.
  ///
  /// @param parameter the parameter of the body
  Value read(Value[] parameter, int slot);
}
