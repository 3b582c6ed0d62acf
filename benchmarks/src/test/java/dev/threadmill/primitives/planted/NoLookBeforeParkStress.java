package dev.threadmill.primitives.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// Sleeps on beside a message, sometimes: to be caught.
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the message")
@Outcome(expect = FORBIDDEN, desc = "nobody woke the receiver")
@State
public class NoLookBeforeParkStress {
  private final BrokenChannel channel = new BrokenChannel(true, false);

  @Actor
  public void sender() {
    channel.send(1);
  }

  @Actor
  public void receiver(I_Result r) {
    r.r1 = channel.receive();
  }
}
