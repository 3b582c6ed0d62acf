package dev.threadmill.primitives;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The reporter of handles that the program forgot to close: the stand-in for Rust's
/// destructors.
///
/// Java runs nothing when a variable goes out of scope, so an unclosed sender makes its
/// receiver wait forever. In checked mode each handle is tracked from its creation until it is
/// closed or moved; one that becomes unreachable before that is logged at WARNING by the logger
/// `dev.threadmill.primitives`, with the stack trace of its creation. The report appears when
/// the collector finds the handle, if it ever does, and never in fast mode.
///
/// A handle takes its ticket in its constructor and settles it on close:
///
/// ```java
/// private final LeakWatch.@Nullable Ticket ticket = Checks.ON ? LeakWatch.track(this, "Sender") :
/// null;
/// ```
///
/// **Blocking:** never. **Null:** rejected. **Interruption:** ignored. **Fairness:** none.
/// **Happens-before:** a ticket settled before its handle becomes unreachable is never
/// reported.
final class LeakWatch {
  private static final List<Consumer<? super Leak>> LISTENERS = new CopyOnWriteArrayList<>();

  private LeakWatch() {}

  /// Starts watching `handle`, called `what` in a report; returns null in fast mode.
  ///
  /// The ticket must not be reachable from anything that outlives the handle.
  static @Nullable Ticket track(Object handle, String what) {
    if (!Checks.ON) {
      return null;
    }
    Ticket ticket = new Ticket(new Leak(what, new CreationSite(what)));
    ticket.registration = Watcher.CLEANER.register(handle, ticket);
    return ticket;
  }

  /// Adds a listener that is told of each leak, on the watcher's thread; for tests.
  static void listen(Consumer<? super Leak> listener) {
    LISTENERS.add(listener);
  }

  /// Removes a listener; for tests.
  static void unlisten(Consumer<? super Leak> listener) {
    LISTENERS.remove(listener);
  }

  /// A handle that was dropped unclosed: the name of its type and where it was created.
  record Leak(String what, Throwable createdAt) {
    private void report() {
      System.getLogger("dev.threadmill.primitives")
          .log(Level.WARNING, what + " became unreachable without being closed", createdAt);
      LISTENERS.forEach(listener -> listener.accept(this));
    }
  }

  /// The watch over one handle, which knows where the handle was created but holds no reference
  /// to it.
  static final class Ticket implements Runnable {
    private final Leak leak;
    private Cleaner.@Nullable Cleanable registration;
    private volatile boolean settled;

    private Ticket(Leak leak) {
      this.leak = leak;
    }

    /// Ends the watch: the handle was closed or moved. Settling twice has no further effect.
    void settled() {
      settled = true;
      Cleaner.Cleanable cleanable = registration;
      if (cleanable != null) {
        cleanable.clean();
      }
    }

    /// Runs once: on the watcher's thread for a leak, otherwise from [#settled()].
    @Override
    public void run() {
      if (!settled) {
        leak.report();
      }
    }
  }

  /// The stack trace of a handle's creation, kept for logging and never thrown.
  private static final class CreationSite extends Throwable {
    CreationSite(String what) {
      super(what + " was created here");
    }
  }

  /// A holder for the cleaner, so that its thread starts with the first tracked handle.
  private static final class Watcher {
    static final Cleaner CLEANER =
        Cleaner.create(Thread.ofPlatform().daemon().name("threadmill-leak-watch").factory());
  }
}
