package dev.threadmill.primitives;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A message is taken just when its sender withdraws it.
///
/// The first result is how many messages the sender believes taken, the second how many were.
@JCStressTest
@Description("One message is offered twice: its sender and its receiver agree on each time.")
@Outcome(
    id = {"0, 0", "1, 1", "2, 2"},
    expect = ACCEPTABLE,
    desc = "both know the same")
@Outcome(expect = FORBIDDEN, desc = "a message lost, doubled, or not published")
@State
public class OfferStress {
  private final RendezvousChannel.Offer offer = new RendezvousChannel.Offer();
  private final Letter letter = new Letter();

  private static final class Letter {
    int written;
  }

  @Actor
  public void sender(II_Result r) {
    letter.written = 1;
    r.r1 = offered() + offered();
  }

  @Actor
  public void receiver(II_Result r) {
    r.r2 = taken() + taken();
  }

  /// 1 if it was taken.
  private int offered() {
    return offer.make(letter) && !offer.withdraw(letter) ? 1 : 0;
  }

  private int taken() {
    return offer.take() instanceof Letter message ? message.written : 0;
  }
}
