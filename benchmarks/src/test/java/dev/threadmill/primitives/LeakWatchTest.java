package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Handles that were dropped unclosed are reported in checked mode, all others are not.
@EnabledIfSystemProperty(named = "threadmill.checked", matches = "true")
class LeakWatchTest {
  private final BlockingQueue<LeakWatch.Leak> leaks = new LinkedBlockingQueue<>();
  private final Consumer<LeakWatch.Leak> listener = leaks::add;

  @BeforeEach
  void listen() {
    LeakWatch.listen(listener);
  }

  @AfterEach
  void unlisten() {
    LeakWatch.unlisten(listener);
  }

  /// The next leak of `what`; collects garbage until there is one.
  private LeakWatch.Leak awaitLeak(String what) throws InterruptedException {
    while (true) {
      System.gc();
      LeakWatch.Leak leak = leaks.poll(20, TimeUnit.MILLISECONDS);
      if (leak != null && leak.what().equals(what)) {
        return leak;
      }
    }
  }

  /// All leaks up to that of a fresh handle, dropped after whatever the test has dropped.
  private List<String> leaksUntilMarker() throws InterruptedException {
    List<String> seen = new CopyOnWriteArrayList<>();
    Consumer<LeakWatch.Leak> collector = leak -> seen.add(leak.what());
    LeakWatch.listen(collector);
    LeakWatch.track(new Object(), "marker");
    awaitLeak("marker");
    LeakWatch.unlisten(collector);
    return seen;
  }

  private static void leakAnArc() {
    Arc.of("forgotten");
  }

  @Test
  void aHandleThatIsNeverClosedIsReportedWithItsCreation() throws InterruptedException {
    leakAnArc();
    assertThat(awaitLeak("Arc").createdAt().getStackTrace())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("leakAnArc"));
  }

  @Test
  void eachTypeOfHandleIsWatched() throws InterruptedException {
    try (var arc = Arc.of("value");
        var rc = Rc.of("value")) {
      arc.downgrade();
      rc.copy();
      rc.downgrade();
      awaitLeak("Weak");
      assertThat(arc.weakCount()).isEqualTo(1);
      arc.copy();
      awaitLeak("Arc");
      assertThat(arc.strongCount()).isEqualTo(2);
    }
  }

  @Test
  void closedAndMovedHandlesAreNotReported() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      LeakWatch.Ticket ticket = Objects.requireNonNull(LeakWatch.track(new Object(), "settled"));
      ticket.settled();
      ticket.settled();
    }
    assertThat(leaksUntilMarker()).doesNotContain("settled");
  }

  @Test
  void theReportIsAWarningOfTheLoggerOfThePackage() throws InterruptedException {
    BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            records.add(logged);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.threadmill.primitives");
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      LeakWatch.track(new Object(), "Logged");
      awaitLeak("Logged");
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(handler);
    }
    assertThat(records)
        .anySatisfy(
            logged -> {
              assertThat(logged.getMessage())
                  .isEqualTo("Logged became unreachable without being closed");
              assertThat(logged.getLevel()).isEqualTo(java.util.logging.Level.WARNING);
              assertThat(logged.getThrown()).hasMessage("Logged was created here");
            });
  }
}
