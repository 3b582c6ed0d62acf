package dev.threadmill.primitives;

/// The switch for checked mode, which enforces at run time the rules that rustc enforces at
/// compile time.
///
/// In *checked* mode (`-Dthreadmill.checked=true`) a use after close or move, a wrong owner, a
/// re-lock and a second close throw clear errors, and a handle that is dropped unclosed is
/// reported. In *fast* mode, the default, the checks fold away because the flag is a constant
/// to the JIT; what is left costs nothing, such as the test for null of a field that is read
/// anyway. Tests run in both modes; headline numbers are those of fast mode, with the ratio
/// beside them.
final class Checks {
  static final boolean ON = Boolean.getBoolean("threadmill.checked");

  private Checks() {}
}
