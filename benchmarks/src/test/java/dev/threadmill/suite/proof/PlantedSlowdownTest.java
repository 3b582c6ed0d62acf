package dev.threadmill.suite.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/// Planted arms do exactly the operations that they say.
class PlantedSlowdownTest {
  private static final class CountingQueue extends ArrayBlockingQueue<Object> {
    private static final long serialVersionUID = 1;
    int puts;
    int takes;

    CountingQueue() {
      super(1);
    }

    @Override
    public void put(Object element) throws InterruptedException {
      super.put(element);
      puts++;
    }

    @Override
    public Object take() throws InterruptedException {
      takes++;
      return super.take();
    }
  }

  private static final class CountingLock extends ReentrantLock {
    private static final long serialVersionUID = 1;
    int locks;
    int unlocks;

    @Override
    public void lock() {
      super.lock();
      locks++;
    }

    @Override
    public void unlock() {
      super.unlock();
      unlocks++;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 105, 110})
  void aQueueIsFilledAndEmptiedSoManyTimes(int operations) throws InterruptedException {
    var queue = new CountingQueue();
    var work = new QueueWork(queue);
    work.perform(operations);
    assertThat(new long[] {queue.puts, queue.takes, work.done()}).containsOnly(operations);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 105, 110})
  void aLockIsTakenAndGivenBackSoManyTimes(int operations) {
    var lock = new CountingLock();
    var work = new LockWork(lock);
    work.perform(operations);
    assertThat(new long[] {lock.locks, lock.unlocks, work.done()}).containsOnly(operations);
  }

  @ParameterizedTest
  @EnumSource
  void aPartnerHasTheTurnSoManyTimes(ThreadKind kind) throws InterruptedException {
    try (var work = new HandOffWork(kind)) {
      work.perform(100);
      assertThat(work.done()).isEqualTo(100);
      work.perform(110);
      assertThat(work.done()).isEqualTo(210);
    }
  }

  @ParameterizedTest
  @EnumSource
  void soManyThreadsRan(ThreadKind kind) throws InterruptedException {
    var work = new SpawnWork(kind);
    work.perform(103);
    assertThat(work.done()).isEqualTo(103);
  }

  @ParameterizedTest
  @EnumSource
  void everySubjectEndsWithTheCountThatItShouldHave(Subject subject) throws InterruptedException {
    var benchmark = new PlantedSlowdownBenchmark();
    benchmark.contender = 105;
    benchmark.subject = subject;
    benchmark.open();
    benchmark.operation();
    benchmark.operation();
    benchmark.everyOperationWasDone();
  }

  @Test
  void anOperationTooFewIsNoticed() throws InterruptedException {
    var benchmark = new PlantedSlowdownBenchmark();
    benchmark.contender = 102;
    benchmark.open(new ShortOfOne());
    benchmark.operation();
    assertThatThrownBy(benchmark::everyOperationWasDone).hasMessageContaining("should have been");
  }

  @Test
  void aHundredAreClaimedAndTheBaseDoesAHundred() throws NoSuchMethodException {
    var method = PlantedSlowdownBenchmark.class.getMethod("operation");
    assertThat(method.getAnnotation(OperationsPerInvocation.class).value()).isEqualTo(100);
    assertThat(contenders()).startsWith("100").containsExactly("100", "102", "103", "105", "110");
  }

  private static String[] contenders() {
    try {
      return PlantedSlowdownBenchmark.class
          .getDeclaredField("contender")
          .getAnnotation(Param.class)
          .value();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private static final class ShortOfOne implements Work {
    private long done;

    @Override
    public void perform(int operations) {
      done += operations - 1;
    }

    @Override
    public long done() {
      return done;
    }
  }
}
