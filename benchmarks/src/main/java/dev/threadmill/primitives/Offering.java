package dev.threadmill.primitives;

import org.jspecify.annotations.Nullable;

/// One message that its sender, wide awake, holds out until the receiver takes it.
///
/// **Blocking:** never. **Null:** no message, to who takes. **Fairness:** one at a time, whoever
/// comes first. **Happens-before:** the holding, before the taking of it; the taking, before its
/// sender learns of it.
final class Offering {

  // Only the sender that turned null into its message turns it, or what became of it, back into
  // null. So the message that the receiver found and marks as taken is one that is held out, even
  // if between the two it was withdrawn and another sender came with the same object.

  private static final Object TAKEN = new Object();

  private final LoneReference message = new LoneReference();

  /// For a sender: holds it out, unless somebody else does. To be ended by one of the next two.
  boolean hold(Object message) {
    return this.message.get() == null && this.message.replace(null, message);
  }

  /// Whether what the caller holds out was taken; that is the end of it then.
  boolean isTaken() {
    boolean taken = message.get() == TAKEN;
    if (taken) {
      message.set(null);
    }
    return taken;
  }

  /// Ends the caller's offer; false if it was taken.
  boolean withdraw(Object message) {
    return this.message.replace(message, null) || !isTaken();
  }

  /// For the receiver: the message that is held out, or null if there is none.
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
