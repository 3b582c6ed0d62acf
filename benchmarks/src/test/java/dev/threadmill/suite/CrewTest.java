package dev.threadmill.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that a crew does what it is told, once a round, and that a round always ends.
class CrewTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  @ParameterizedTest
  @EnumSource
  void everyMemberDoesItsDutyOnceARound(ThreadKind kind) throws Exception {
    for (int members : new int[] {1, 2, 65}) {
      var done = new AtomicIntegerArray(members);
      var duties =
          IntStream.range(0, members)
              .<Crew.Duty>mapToObj(member -> () -> done.incrementAndGet(member))
              .toList();
      try (var crew = new Crew(kind, duties)) {
        for (int round = 1; round <= 20; round++) {
          crew.work();
          for (int member = 0; member < members; member++) {
            assertThat(done.get(member)).as("member %d", member).isEqualTo(round);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsBesideARoundKnowsItsMembersAndWhetherItHasEnded(ThreadKind kind) throws Exception {
    var members = new Thread[2];
    var goOn = new CountDownLatch(1);
    List<Crew.Duty> duties =
        List.of(
            () -> members[0] = Thread.currentThread(),
            () -> {
              members[1] = Thread.currentThread();
              goOn.await();
            });
    try (var crew = new Crew(kind, duties)) {
      crew.work(
          () -> {
            assertThat(crew.hasEnded(SHORT)).isFalse();
            goOn.countDown();
            assertThat(crew.hasEnded(Duration.ofSeconds(30))).isTrue();
          });
      assertThat(crew.member(members[0])).isZero();
      assertThat(crew.member(members[1])).isEqualTo(1);
      assertThat(crew.member(Thread.currentThread())).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameThreadsOfTheKindServeUntilTheyAreLetGo(ThreadKind kind) throws Exception {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    Crew.Duty duty = () -> seen.add(Thread.currentThread());
    try (var crew = new Crew(kind, Collections.nCopies(3, duty))) {
      for (int round = 0; round < 5; round++) {
        crew.work();
      }
    }
    assertThat(seen)
        .hasSize(3)
        .allMatch(thread -> thread.isVirtual() == (kind == ThreadKind.VIRTUAL))
        .allMatch(thread -> thread.getState() == Thread.State.TERMINATED);
  }

  @ParameterizedTest
  @EnumSource
  void aMemberThatFailsEndsTheRoundOfThoseThatWaitForIt(ThreadKind kind) throws Exception {
    var never = new CountDownLatch(1);
    List<Crew.Duty> duties =
        List.of(
            never::await,
            () -> {
              throw new IllegalArgumentException("planted");
            });
    try (var crew = new Crew(kind, duties)) {
      assertThatIllegalStateException()
          .isThrownBy(crew::work)
          .withMessageContaining("planted")
          .withCauseInstanceOf(IllegalArgumentException.class);
    }
    never.countDown();
  }

  @ParameterizedTest
  @EnumSource
  void membersThatBlockEachOtherAreGivenUpAndShown(ThreadKind kind) throws Exception {
    var never = new CountDownLatch(1);
    try (var crew = new Crew(kind, List.of(never::await, never::await), SHORT)) {
      assertThatIllegalStateException()
          .isThrownBy(crew::work)
          .withMessageContaining("2 of 2 members were still at work")
          .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
    }
    never.countDown();
  }

  @ParameterizedTest
  @EnumSource
  void aThreadThatDoesNotEndIsNotWaitedForForEver(ThreadKind kind) {
    var never = new CountDownLatch(1);
    Thread stuck = kind.newThread(() -> await(never));
    stuck.start();
    while (stuck.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> Departure.await(stuck, SHORT))
        .withMessageContaining("does not end")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed()[0].getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("await")));
    never.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
