package dev.threadmill.primitives;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// What a thread leaves is all there once its handle says that it has finished.
public class ThreadStress {

  @JCStressTest
  @Description("A task writes plainly and ends; whoever finds it finished sees value and write.")
  @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "not finished")
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "finished, with all it did")
  @Outcome(expect = Expect.FORBIDDEN, desc = "finished without its value or its write")
  @State
  public static class Finish {
    private int written;
    private final Packet<Integer> packet =
        new Packet<>(
            () -> {
              written = 2;
              return 1;
            },
            null);

    @Actor
    public void run() {
      packet.run();
    }

    @Actor
    public void ask(II_Result r) {
      boolean finished = packet.isFinished();
      r.r1 = finished ? packet.value() : -1;
      r.r2 = finished ? written : -1;
    }
  }
}
