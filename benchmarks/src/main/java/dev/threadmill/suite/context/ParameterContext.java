package dev.threadmill.suite.context;

/// Values that are handed on from call to call.
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
