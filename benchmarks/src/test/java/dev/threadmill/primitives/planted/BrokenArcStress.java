package dev.threadmill.primitives.planted;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// The stress tests of Arc over the planted bugs: they must fail.
public class BrokenArcStress {

  @JCStressTest
  @Description("Two owners close: the dropper must run once.")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "dropped once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "dropped never or twice")
  @State
  public static class LastDrop {
    private int drops;
    private final BrokenArc arc = new BrokenArc(2, () -> drops++);

    @Actor
    public void first() {
      arc.close();
    }

    @Actor
    public void second() {
      arc.close();
    }

    @Arbiter
    public void look(I_Result r) {
      r.r1 = drops;
    }
  }

  @JCStressTest
  @Description("A weak handle upgrades while the last strong one closes.")
  @Outcome(
      id = {"0, 1", "1, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "dropped once, at the end")
  @Outcome(expect = Expect.FORBIDDEN, desc = "upgraded to a dropped value")
  @State
  public static class UpgradeAgainstLastDrop {
    private int drops;
    private final BrokenArc arc = new BrokenArc(1, () -> drops++);

    @Actor
    public void close() {
      arc.closeRight();
    }

    @Actor
    public void upgrade(II_Result r) {
      if (arc.upgrade()) {
        r.r1 = 1;
        arc.closeRight();
      }
    }

    @Arbiter
    public void look(II_Result r) {
      r.r2 = drops;
    }
  }
}
