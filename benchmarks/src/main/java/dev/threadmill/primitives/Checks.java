package dev.threadmill.primitives;

/// The switch of checked mode, which holds at run time the rules that rustc holds at compile
/// time.
///
/// In *checked* mode (`-Dthreadmill.checked=true`) a use after close or move, a wrong owner, a
/// re-lock and a second close are clear errors, and a handle that is dropped unclosed is reported.
/// In *fast* mode, the default, each of these checks folds away: the flag is a constant to the JIT.
/// Tests run in both modes; headline numbers are of the fast one, with the ratio beside them.
final class Checks {
  static final boolean ON = Boolean.getBoolean("threadmill.checked");

  private Checks() {}
}
