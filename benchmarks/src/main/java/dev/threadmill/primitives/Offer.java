package dev.threadmill.primitives;

import org.jspecify.annotations.Nullable;

/// One message that a spinning sender offers until the receiver takes it.
///
/// **Blocking:** never. **Null:** means no message to the taker. **Fairness:** one offer at a
/// time, first come, first served. **Happens-before:** the offer before its taking; the taking
/// before the sender learns of it.
final class Offer {

  // Only the sender that replaced null by its message changes the message, or TAKEN in its
  // place, back to null. So the message that the receiver found and marks as taken is one that
  // is on offer, even if it was withdrawn in between and another sender offered the same
  // object.

  private static final Object TAKEN = new Object();

  private final PaddedReference message = new PaddedReference();

  /// Offers a message, for a sender; fails if another offer stands. One of the next two methods
  /// must end the offer.
  boolean make(Object message) {
    return this.message.get() == null && this.message.replace(null, message);
  }

  /// Whether the caller's message was taken; if so, that ends the offer.
  boolean isTaken() {
    boolean taken = message.get() == TAKEN;
    if (taken) {
      message.set(null);
    }
    return taken;
  }

  /// Ends the caller's offer; returns false if it was taken.
  boolean withdraw(Object message) {
    return this.message.replace(message, null) || !isTaken();
  }

  /// Takes the message on offer, for the receiver; returns null if there is none.
  @Nullable Object take() {
    Object held = message.get();
    return isMessage(held) && message.replace(held, TAKEN) ? held : null;
  }

  boolean isEmpty() {
    return !isMessage(message.get());
  }

  private static boolean isMessage(@Nullable Object held) {
    return held != null && held != TAKEN;
  }
}
