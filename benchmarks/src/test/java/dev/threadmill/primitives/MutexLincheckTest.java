package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.threadmill.primitives.planted.BrokenMutex;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/// Interleavings of a mutex that Lincheck picks, and the proof that it finds a lost wake-up.
///
/// Lincheck lets `park` return at any time, so it sees a lost wake-up only where the thread waits
/// for a flag that nobody sets any more, as both mutexes here do.
@EnabledForJreRange(maxVersion = 26, disabledReason = "Lincheck cannot read class files of JDK 27")
class MutexLincheckTest {

  /// A counter behind a mutex, which must be as good as one that a single thread uses.
  public static class Counter {
    private final Mutex<Integer> mutex = Mutex.of(0);

    @Operation
    public int incrementAndGet() {
      try (var guard = mutex.lock()) {
        guard.set(guard.get() + 1);
        return guard.get();
      }
    }

    @Operation
    public int get() {
      return mutex.with(n -> n);
    }
  }

  @Test
  void counterIsLinearizable() {
    new ModelCheckingOptions()
        .iterations(3)
        .invocationsPerIteration(100)
        .threads(3)
        .actorsPerThread(2)
        .checkObstructionFreedom(false)
        .check(Counter.class);
  }

  @Test
  void everyThreadGetsTheLockInTheEnd() {
    Lincheck.runConcurrentTest(
        300,
        () -> {
          var mutex = Mutex.of(0);
          Runnable twice =
              () -> {
                mutex.update(n -> n + 1);
                mutex.update(n -> n + 1);
              };
          inThreeThreads(twice);
          if (mutex.intoInner() != 6) {
            throw new AssertionError("an increment was lost");
          }
        });
  }

  @Test
  void lostWakeUpIsCaught() {
    assertThatExceptionOfType(LincheckAssertionError.class)
        .isThrownBy(
            () ->
                Lincheck.runConcurrentTest(
                    1_000,
                    () -> {
                      var mutex = new BrokenMutex();
                      inThreeThreads(
                          () -> {
                            mutex.lock();
                            mutex.unlock();
                          });
                    }))
        .withMessageContaining("hung");
  }

  private static void inThreeThreads(Runnable task) {
    var threads = new Thread[] {new Thread(task), new Thread(task), new Thread(task)};
    for (var thread : threads) {
      thread.start();
    }
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
