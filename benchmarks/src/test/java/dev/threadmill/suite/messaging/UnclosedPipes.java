package dev.threadmill.suite.messaging;

import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Keeps the watch over unclosed handles from reporting those of this package: a benchmark's pipe
/// lives as long as its JVM, so it is never closed.
final class UnclosedPipes implements BeforeAllCallback {
  private static final Logger WATCH = Logger.getLogger("dev.threadmill.primitives");

  @Override
  public void beforeAll(ExtensionContext context) {
    WATCH.setFilter(
        leak ->
            leak.getThrown() == null
                || Stream.of(leak.getThrown().getStackTrace())
                    .noneMatch(frame -> frame.getClassName().startsWith("dev.threadmill.suite.")));
  }
}
