package dev.threadmill.lane;

/// What a program of a lane did that makes its fork worth nothing, in half a sentence.
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1;

  Fault(String reason) {
    super(reason);
  }
}
