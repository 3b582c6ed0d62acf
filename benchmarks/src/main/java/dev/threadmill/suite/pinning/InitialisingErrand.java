package dev.threadmill.suite.pinning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/// An errand in the static initialiser of a class that is new in every round.
final class InitialisingErrand implements Errand {
  /// The class that each round copies. Its initialiser runs the errand of its thread.
  static final class Late {
    static {
      serve();
    }

    private Late() {}
  }

  /// Passes the errand to the initialiser, which takes no arguments.
  private static final ThreadLocal<@Nullable InitialisingErrand> OF_THIS_THREAD =
      new ThreadLocal<>();

  private static final byte[] CODE = code();

  private final Tally tally;
  private final Blocker.Stay wait;
  private MethodHandles.@Nullable Lookup fresh;

  InitialisingErrand(Tally tally, Blocker.Stay wait) {
    this.tally = tally;
    this.wait = wait;
  }

  @Override
  public void prepare() {
    try {
      fresh = MethodHandles.lookup().defineHiddenClass(CODE, false);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("No new class could be made", e);
    }
  }

  @Override
  public void run() {
    var unused = fresh;
    if (unused == null) {
      throw new IllegalStateException("The class of this round was initialised already");
    }
    fresh = null;
    OF_THIS_THREAD.set(this);
    try {
      unused.ensureInitialized(unused.lookupClass());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The new class cannot be reached", e);
    } finally {
      OF_THIS_THREAD.remove();
    }
  }

  /// Runs the errand of the calling thread; called by the initialiser.
  static void serve() {
    var errand = OF_THIS_THREAD.get();
    if (errand == null) {
      throw new IllegalStateException("Initialised by a thread that runs no errand");
    }
    errand.tally.count++;
    try {
      errand.wait.block();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Interrupted in an initialiser", e);
    }
  }

  private static byte[] code() {
    String name = Late.class.getName();
    try (var in =
        Late.class.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      if (in == null) {
        throw new IllegalStateException("The code of " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
