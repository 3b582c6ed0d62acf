package dev.threadmill.primitives;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// The races at the end of an Arc's life: who is last, and what the last one sees.
public class ArcStress {

  /// A value with one plain slot for each owner.
  static final class Slots {
    int first;
    int second;
    int drops;
    int seen;

    void drop() {
      drops++;
      seen = first + second;
    }
  }

  @JCStressTest
  @Description("Two owners write plainly and close: one dropper, which sees both writes.")
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "dropped once, saw both")
  @Outcome(expect = Expect.FORBIDDEN, desc = "dropped never, twice or too early")
  @State
  public static class LastDrop {
    private final Slots slots = new Slots();
    private final Arc<Slots> first = Arc.of(slots, Slots::drop);
    private final Arc<Slots> second = first.copy();

    @Actor
    public void first() {
      first.get().first = 1;
      first.close();
    }

    @Actor
    public void second() {
      second.get().second = 1;
      second.close();
    }

    @Arbiter
    public void look(II_Result r) {
      r.r1 = slots.drops;
      r.r2 = slots.seen;
    }
  }

  @JCStressTest
  @Description("A weak handle upgrades while the last strong one closes.")
  @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "too late: nothing to upgrade to")
  @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "in time: alive until closed")
  @Outcome(expect = Expect.FORBIDDEN, desc = "upgraded to a dropped value, or dropped wrongly")
  @State
  public static class UpgradeAgainstLastDrop {
    private final Slots slots = new Slots();
    private final Arc<Slots> arc = Arc.of(slots, Slots::drop);
    private final Weak<Slots> weak = arc.downgrade();

    @Actor
    public void close() {
      arc.close();
    }

    @Actor
    public void upgrade(III_Result r) {
      Arc<Slots> upgraded = weak.upgrade();
      if (upgraded != null) {
        r.r1 = 1;
        r.r2 = upgraded.get().drops;
        upgraded.close();
      }
    }

    @Arbiter
    public void look(III_Result r) {
      r.r3 = slots.drops;
      weak.close();
    }
  }

  @JCStressTest
  @Description("Both owners call intoInner: one gets the value, with the other's write, undropped.")
  @Outcome(
      id = {"2, 0, 0", "0, 2, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "one winner, which sees both writes")
  @Outcome(expect = Expect.FORBIDDEN, desc = "no winner, two, or a dropped value")
  @State
  public static class IntoInnerByBoth {
    private final Slots slots = new Slots();
    private final Arc<Slots> first = Arc.of(slots, Slots::drop);
    private final Arc<Slots> second = first.copy();

    @Actor
    public void first(III_Result r) {
      first.get().first = 1;
      Slots won = first.intoInner();
      r.r1 = won == null ? 0 : won.first + won.second;
    }

    @Actor
    public void second(III_Result r) {
      second.get().second = 1;
      Slots won = second.intoInner();
      r.r2 = won == null ? 0 : won.first + won.second;
    }

    @Arbiter
    public void look(III_Result r) {
      r.r3 = slots.drops;
    }
  }

  @JCStressTest
  @Description("Both owners try to unwrap and close on failure: the value may be lost to both.")
  @Outcome(
      id = {"1, 0, 0", "0, 1, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "one came after the other's close")
  @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "both tried first: dropped once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "given twice, or given and dropped")
  @State
  public static class TryUnwrapByBoth {
    private final Slots slots = new Slots();
    private final Arc<Slots> first = Arc.of(slots, Slots::drop);
    private final Arc<Slots> second = first.copy();

    @Actor
    public void first(III_Result r) {
      r.r1 = unwrap(first);
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = unwrap(second);
    }

    @Arbiter
    public void look(III_Result r) {
      r.r3 = slots.drops;
    }

    private static int unwrap(Arc<Slots> arc) {
      if (arc.tryUnwrap() != null) {
        return 1;
      }
      arc.close();
      return 0;
    }
  }

  @JCStressTest
  @Description("getMut while the other owner turns its strong handle into a weak one.")
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "there is always another handle")
  @Outcome(expect = Expect.FORBIDDEN, desc = "given to change while a weak handle lives")
  @State
  public static class GetMutAgainstDowngrade {
    private final Arc<Slots> first = Arc.of(new Slots());
    private final Arc<Slots> second = first.copy();

    @Actor
    public void getMut(I_Result r) {
      r.r1 = first.getMut() == null ? 0 : 1;
    }

    @Actor
    @SuppressWarnings("resource") // the weak handle must outlive the race
    public void downgrade() {
      second.downgrade();
      second.close();
    }
  }

  @JCStressTest
  @Description("makeMut while the other owner writes and closes: moved with its write, or copied.")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "unique: the same value, all written")
  @Outcome(
      id = {"1, 0", "1, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "shared: a copy, made during the write")
  @Outcome(expect = Expect.FORBIDDEN, desc = "given to change before the other owner was gone")
  @State
  public static class MakeMutAgainstClose {
    private final Slots slots = new Slots();
    private final Arc<Slots> first = Arc.of(slots);
    private final Arc<Slots> second = first.copy();

    @Actor
    public void makeMut(II_Result r) {
      Arc<Slots> mutable = first.makeMut(MakeMutAgainstClose::copyOf);
      r.r1 = mutable.get() == slots ? 0 : 1;
      r.r2 = mutable.get().second;
      mutable.close();
    }

    @Actor
    public void close() {
      second.get().second = 1;
      second.close();
    }

    private static Slots copyOf(Slots slots) {
      Slots copy = new Slots();
      copy.second = slots.second;
      return copy;
    }
  }
}
