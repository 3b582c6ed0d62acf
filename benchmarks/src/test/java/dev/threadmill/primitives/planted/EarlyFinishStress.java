package dev.threadmill.primitives.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// A thread's packet with a planted bug: it says that the task has ended before its value is there.
@JCStressTest
@Description("A handle is asked for its value as soon as it is finished: to be caught.")
@Outcome(
    id = {"-1", "1"},
    expect = Expect.ACCEPTABLE,
    desc = "not finished, or the value")
@Outcome(expect = Expect.FORBIDDEN, desc = "finished without its value")
@State
public class EarlyFinishStress {
  private volatile boolean finished;
  private volatile int value;

  @Actor
  public void run() {
    finished = true; // planted: one line too early
    value = 1;
  }

  @Actor
  public void ask(I_Result r) {
    r.r1 = finished ? value : -1;
  }
}
