package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what Rust's `std::thread` promises of a `Builder`, for both kinds.
class ThreadBuilderContractTest {
  @ParameterizedTest
  @EnumSource
  void theBuilderNamesTheThread(ThreadKind kind) {
    var handle = kind.builder().name("miller").spawn(() -> Thread.currentThread().getName());
    assertThat(handle.thread().getName()).isEqualTo("miller");
    assertThat(handle.join()).isEqualTo("miller");
  }

  @ParameterizedTest
  @EnumSource
  void aBuilderServesManyThreadsAndNeverChanges(ThreadKind kind) {
    var plain = kind.builder();
    var named = plain.name("first");
    var renamed = named.name("second");
    Callable<String> name = () -> Thread.currentThread().getName();
    assertThat(plain.spawn(name).join()).isNotIn("first", "second");
    assertThat(named.spawn(name).join()).isEqualTo("first");
    assertThat(named.spawn(name).join()).isEqualTo("first");
    assertThat(renamed.spawn(name).join()).isEqualTo("second");
  }

  @Test
  void aLargerStackGoesDeeper() {
    // No frame is smaller than two words, so this depth is out of reach of the default's 2 MiB.
    var deep = ThreadKind.PLATFORM.builder().stackSize(256L << 20);
    assertThat(deep.spawn(() -> descend(200_000)).join()).isEqualTo(200_000);
  }

  private static int descend(int levels) {
    return levels == 0 ? 0 : 1 + descend(levels - 1);
  }

  @ParameterizedTest
  @EnumSource
  void aStackSizeIsAcceptedByBothKinds(ThreadKind kind) {
    assertThat(kind.builder().stackSize(1L << 20).spawn(() -> 1).join()).isEqualTo(1);
    assertThat(kind.builder().stackSize(0).spawn(() -> 1).join()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kind.builder().stackSize(-1))
        .withMessageContaining("-1");
  }

  @Test
  void aRefusedThreadIsAClearErrorAndClosesWhatWasMoved() {
    var closed = new AtomicInteger();
    AutoCloseable resource = closed::incrementAndGet;
    var impossible = ThreadKind.PLATFORM.builder().stackSize(1L << 60);
    assertThatThrownBy(() -> impossible.spawn(Owned.of(resource), moved -> {}))
        .isInstanceOf(ThreadNotStarted.class)
        .hasMessageContaining("PLATFORM")
        .hasCauseInstanceOf(OutOfMemoryError.class);
    assertThat(closed).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void bareThreadsOfTheKindRunTheirTask(ThreadKind kind) throws InterruptedException {
    var ran = new AtomicInteger();
    var bare = kind.newThread(ran::incrementAndGet);
    var made = kind.builder().name("made").factory().newThread(ran::incrementAndGet);
    assertThat(bare.getState()).isEqualTo(Thread.State.NEW);
    assertThat(made.getName()).isEqualTo("made");
    for (var thread : List.of(bare, made)) {
      assertThat(thread.isVirtual()).isEqualTo(kind == ThreadKind.VIRTUAL);
      assertThat(thread.isDaemon()).isTrue();
      thread.start();
      thread.join();
    }
    assertThat(ran).hasValue(2);
  }
}
