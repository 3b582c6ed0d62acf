package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The misuses that rustc refuses and that a mutex refuses in checked mode only.
class MutexCheckedTest {
  private final Mutex<Integer> mutex = Mutex.of(1);

  /// In fast mode a re-lock waits for itself, and no timeout ends that wait.
  @BeforeEach
  void onlyInCheckedMode() {
    Assumptions.assumeTrue(Checks.ON);
  }

  @Test
  void lockingAgainOnTheSameThreadThrows() {
    try (var ignored = mutex.lock()) {
      assertThatIllegalStateException()
          .isThrownBy(mutex::lock)
          .withMessage("this thread holds the mutex: it would wait for itself");
      assertThatIllegalStateException().isThrownBy(mutex::lockAnyway);
      assertThatIllegalStateException().isThrownBy(() -> mutex.with(n -> n));
      assertThat(mutex.tryLock()).as("Rust promises WouldBlock here").isNull();
    }
    mutex.lock().close();
  }

  @Test
  void reLockInsideALambdaThrowsAndPoisons() {
    assertThatIllegalStateException().isThrownBy(() -> mutex.with(n -> mutex.with(m -> m)));
    assertThat(mutex.isPoisoned()).isTrue();
  }

  @Test
  void closedGuardRefusesEveryUse() {
    var guard = mutex.lock();
    guard.close();
    assertThatIllegalStateException().isThrownBy(guard::get);
    assertThatIllegalStateException().isThrownBy(() -> guard.set(2));
    assertThatIllegalStateException().isThrownBy(guard::poison);
    assertThatIllegalStateException().isThrownBy(guard::close);
  }

  @Test
  void guardOfAnEarlierLockDoesNotReachALaterOne() {
    var stale = mutex.lock();
    stale.close();
    try (var guard = mutex.lock()) {
      assertThatIllegalStateException().isThrownBy(stale::get);
      assertThatIllegalStateException().isThrownBy(stale::close);
      assertThat(guard.get()).isEqualTo(1);
    }
  }

  @Test
  void anotherThreadMayReadButNeitherChangeNorUnlock() throws InterruptedException {
    try (var guard = mutex.lock()) {
      assertThat(failureElsewhere(guard::get)).isNull();
      assertThat(failureElsewhere(() -> guard.set(2))).isInstanceOf(IllegalStateException.class);
      assertThat(failureElsewhere(guard::close)).isInstanceOf(IllegalStateException.class);
      assertThat(guard.get()).isEqualTo(1);
    }
    assertThat(mutex.intoInner()).isEqualTo(1);
  }

  private static Throwable failureElsewhere(Runnable task) throws InterruptedException {
    var failure = new AtomicReference<Throwable>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                task.run();
              } catch (Throwable e) {
                failure.set(e);
              }
            })
        .join();
    return failure.get();
  }
}
