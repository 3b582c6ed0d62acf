package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what rustc refuses to compile, and checked mode to run.
@EnabledIfSystemProperty(named = "threadmill.checked", matches = "true")
class ThreadKindCheckedTest {
  @ParameterizedTest
  @EnumSource
  void aHandleIsJoinedOnce(ThreadKind kind) {
    var handle = kind.spawn(() -> 1);
    handle.join();
    assertThatIllegalStateException()
        .isThrownBy(handle::join)
        .withMessageContaining("joined before");
  }

  @ParameterizedTest
  @EnumSource
  void aHandleIsInvalidAfterItsScope(ThreadKind kind) {
    var escaped = new AtomicReference<JoinHandle<Integer>>();
    kind.scope(
        scope -> {
          escaped.set(scope.spawn(() -> 1));
        });
    var handle = escaped.get();
    for (var use :
        new ThrowingCallable[] {handle::join, handle::isFinished, handle::thread, handle::unpark}) {
      assertThatIllegalStateException().isThrownBy(use).withMessageContaining("scope");
    }
  }
}
