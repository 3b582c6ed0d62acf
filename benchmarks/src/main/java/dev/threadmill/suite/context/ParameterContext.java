package dev.threadmill.suite.context;

/// A context whose values are passed as parameters from call to call.
record ParameterContext() implements Context {
  @Override
  public Binding around(Reader body) {
    return body::run;
  }

  @Override
  public Value read(Value[] parameter, int slot) {
    return parameter[slot];
  }
}
