package dev.threadmill.primitives.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// Has no fence between its message and its look at the receiver, as our channels have none, but
/// a receiver that parks though a place is taken: to be caught.
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the message")
@Outcome(expect = FORBIDDEN, desc = "nobody woke the receiver")
@State
public class NoLookForWritersStress {
  private static final long SLEEP = 20_000_000;
  private static final VarHandle SLOT;

  static {
    try {
      SLOT = MethodHandles.lookup().findVarHandle(NoLookForWritersStress.class, "slot", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AtomicInteger places = new AtomicInteger();

  @SuppressWarnings("UnusedVariable") // by SLOT
  private int slot;

  private volatile Thread receiver;

  @Actor
  public void sender() {
    places.getAndIncrement();
    SLOT.setRelease(this, 1);
    Thread thread = receiver;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  @Actor
  public void receiver(I_Result r) {
    receiver = Thread.currentThread();
    VarHandle.fullFence();
    r.r1 = (int) SLOT.getAcquire(this);
    while (r.r1 == 0) {
      long before = System.nanoTime();
      LockSupport.parkNanos(this, SLEEP);
      boolean overslept = System.nanoTime() - before >= SLEEP;
      int message = (int) SLOT.getAcquire(this);
      r.r1 = message != 0 && overslept ? BrokenChannel.OVERSLEPT : message;
    }
  }
}
