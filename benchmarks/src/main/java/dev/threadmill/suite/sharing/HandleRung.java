package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.Arc;
import dev.threadmill.primitives.Rc;
import java.lang.invoke.VarHandle;

/// A counted handle; a step copies it and closes the copy. The count is the number of handles.
abstract sealed class HandleRung implements Rung {
  @Override
  public boolean givesBack() {
    return true;
  }

  static final class ByArc extends HandleRung {
    private final Arc<Object> arc = Arc.of(new Object());

    @Override
    public void step(long holdTokens) {
      try (Arc<Object> copy = arc.copy()) {
        Rung.hold(holdTokens);
        copy.get();
      }
    }

    @Override
    public long count() {
      return arc.strongCount();
    }

    @Override
    public void close() {
      arc.close();
    }
  }

  /// An `Rc`, for one thread; two would lose counts.
  static final class ByRc extends HandleRung {
    private final Rc<Object> rc = Rc.of(new Object());

    @Override
    public void step(long holdTokens) {
      try (Rc<Object> copy = rc.copy()) {
        // Otherwise the JIT would see that the count goes up and down again, and write neither.
        VarHandle.storeStoreFence();
        Rung.hold(holdTokens);
        copy.get();
      }
    }

    @Override
    public long count() {
      return rc.strongCount();
    }

    @Override
    public void close() {
      rc.close();
    }
  }
}
