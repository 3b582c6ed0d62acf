package dev.threadmill.recording;

/// Says why a contender cannot be measured at these parameters; thrown while a benchmark sets up,
/// or later if the contender cannot finish what it has begun, such as in a deadlock.
///
/// The runner shows such a cell as "n/a" with this reason, and not as a failure.
public final class NotApplicable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotApplicable(String reason) {
    super(reason);
  }
}
