package dev.threadmill.primitives.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// Sees the end before the message, sometimes: to be caught.
@JCStressTest
@Outcome(
    id = {"0", "1"},
    expect = ACCEPTABLE,
    desc = "nothing yet, or the message")
@Outcome(expect = FORBIDDEN, desc = "the end before the message")
@State
public class NoLookAfterCloseStress {
  private final BrokenChannel channel = new BrokenChannel(false, true);

  @Actor
  public void sender() {
    channel.send(1);
    channel.close();
  }

  @Actor
  public void receiver(I_Result r) {
    r.r1 = channel.tryReceive();
  }
}
