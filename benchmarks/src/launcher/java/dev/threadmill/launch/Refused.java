package dev.threadmill.launch;

/// Why a place was not taken, said so that a user who expected it to be can see what to change.
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  Refused(String reason) {
    super(reason);
  }
}
