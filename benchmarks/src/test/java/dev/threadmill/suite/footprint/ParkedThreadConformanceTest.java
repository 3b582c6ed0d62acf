package dev.threadmill.suite.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that parked threads are there, wait where they say, and end; and that memory is told
/// rightly.
class ParkedThreadConformanceTest {
  @ParameterizedTest
  @EnumSource
  void allThreadsWaitAtTheirDepthUntilTheyAreLetGo(ThreadKind kind) throws Exception {
    var parked = new ParkedThreads(kind, 50, 30, 2);
    parked.start();
    assertThat(parked.threads())
        .hasSize(50)
        .allSatisfy(
            thread -> {
              assertThat(thread.isVirtual()).isEqualTo(kind == ThreadKind.VIRTUAL);
              assertThat(thread.getState()).isEqualTo(Thread.State.WAITING);
              assertThat(thread.getStackTrace())
                  .filteredOn(frame -> frame.getMethodName().equals("descend"))
                  .hasSize(31);
            });
    parked.close();
    assertThat(parked.threads())
        .allSatisfy(thread -> assertThat(thread.getState()).isEqualTo(Thread.State.TERMINATED));
  }

  @ParameterizedTest
  @EnumSource
  void aThreadThatDoesNotWaitFailsTheRun(ThreadKind kind) {
    var parked = new ParkedThreads(kind, 3, () -> {});
    assertThatIllegalStateException()
        .isThrownBy(parked::start)
        .withMessageContaining("does not wait");
  }

  /// As one does that was at another depth than it should have been.
  @ParameterizedTest
  @EnumSource
  void aThreadThatFailsInTheEndFailsTheRun(ThreadKind kind) {
    Runnable body =
        () -> {
          LockSupport.park();
          throw new IllegalStateException("planted");
        };
    var parked = new ParkedThreads(kind, 3, body);
    parked.start();
    assertThatIllegalStateException().isThrownBy(parked::close).withMessageContaining("planted");
  }

  @Test
  void virtualThreadsKeepTheirStacksInTheHeap() throws Exception {
    var before = ProcessMemory.now();
    try (var shallow = new ParkedThreads(ThreadKind.VIRTUAL, 2_000, 0, 0);
        var deep = new ParkedThreads(ThreadKind.VIRTUAL, 2_000, 200, 0)) {
      shallow.start();
      var between = ProcessMemory.now();
      deep.start();
      var after = ProcessMemory.now();
      long ofShallow = between.since(before, 2_000).heap();
      long ofDeep = after.since(between, 2_000).heap();
      assertThat(ofShallow).isPositive();
      assertThat(ofDeep).as("each call takes some bytes").isGreaterThan(ofShallow + 200 * 8);
    }
  }

  @Test
  void differencesAreForEach() {
    var before = new ProcessMemory(100, 200, 300, 400, 500);
    var after = new ProcessMemory(200, 400, 600, 800, 1000);
    assertThat(after.since(before, 100)).isEqualTo(new ProcessMemory(1, 2, 3, 4, 5));
  }

  @Test
  void halfOfALimitIsAllowedAndNoMore() {
    var limit = new ThreadLimit("some rule", 1000);
    limit.allow(500);
    assertThatExceptionOfType(NotApplicable.class)
        .isThrownBy(() -> limit.allow(501))
        .withMessageContaining("501")
        .withMessageContaining("some rule");
  }

  @Test
  void theLimitLeavesRoomForTheThreadsThatRun() {
    assertThat(ThreadLimit.here().threads()).isGreaterThan(Thread.getAllStackTraces().size());
    assertThat(ThreadLimit.here().name()).isNotBlank();
  }
}
