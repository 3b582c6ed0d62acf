package dev.threadmill.primitives;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Collects the failures of threads, which would otherwise print stack traces between the tests.
final class QuietFailures implements BeforeEachCallback, AfterEachCallback {
  private final Queue<Throwable> reported = new ConcurrentLinkedQueue<>();
  private Thread.UncaughtExceptionHandler before;

  Queue<Throwable> reported() {
    return reported;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
