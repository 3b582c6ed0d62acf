package dev.threadmill.primitives.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A message is withdrawn without asking whether it was just taken: sent twice, to be caught.
@JCStressTest
@Outcome(
    id = {"0, 0", "1, 1"},
    expect = ACCEPTABLE,
    desc = "both know the same")
@Outcome(expect = FORBIDDEN, desc = "the sender would send again what was received")
@State
public class HastyWithdrawalStress {
  private final AtomicReference<String> offer = new AtomicReference<>();

  @Actor
  public void sender(II_Result r) {
    offer.set("message");
    r.r1 = offer.get() == null ? 1 : 0;
    offer.set(null); // planted: between the look and this it may be taken
  }

  @Actor
  public void receiver(II_Result r) {
    r.r2 = offer.getAndSet(null) == null ? 0 : 1;
  }
}
