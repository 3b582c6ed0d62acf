package dev.threadmill.primitives;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// The edges that a mutex makes between two threads, run by jcstress.
public final class MutexStress {
  private MutexStress() {}

  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the reader locked first")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the writer locked first")
  @Outcome(expect = FORBIDDEN, desc = "half of the plain writes were seen")
  @State
  public static class Visibility {
    private final Mutex<int[]> mutex = Mutex.of(new int[2]);

    @Actor
    public void writer() {
      try (var guard = mutex.lock()) {
        guard.get()[0] = 1;
        guard.get()[1] = 1;
      }
    }

    @Actor
    public void reader(II_Result r) {
      try (var guard = mutex.lock()) {
        r.r1 = guard.get()[1];
        r.r2 = guard.get()[0];
      }
    }
  }

  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "both counted")
  @Outcome(expect = FORBIDDEN, desc = "an increment was lost")
  @State
  public static class TwoIncrements {
    private final Mutex<int[]> mutex = Mutex.of(new int[1]);

    @Actor
    public void one() {
      mutex.with(n -> n[0]++);
    }

    @Actor
    public void other() {
      mutex.with(n -> n[0]++);
    }

    @Arbiter
    public void count(I_Result r) {
      r.r1 = mutex.intoInner()[0];
    }
  }

  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "would block")
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "before the writer locked")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "after the writer unlocked")
  @Outcome(expect = FORBIDDEN, desc = "locked, and the write was not seen whole")
  @State
  public static class TryLockAgainstUnlock {
    private final Mutex<int[]> mutex = Mutex.of(new int[2]);

    @Actor
    public void writer() {
      try (var guard = mutex.lock()) {
        guard.get()[0] = 1;
        guard.get()[1] = 1;
      }
    }

    @Actor
    public void reader(I_Result r) {
      try (var guard = mutex.tryLock()) {
        int[] pair = guard == null ? null : guard.get();
        r.r1 = pair == null ? -1 : pair[0] == pair[1] ? pair[0] : 2;
      }
    }
  }
}
