package dev.threadmill.suite.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that the rulers measure what they say.
class MachineConformanceTest {
  private static final int ELEMENTS = 10_007;

  @ParameterizedTest
  @EnumSource
  void everyElementIsWrittenByHoweverManyThreads(Kernel kernel) throws Exception {
    for (var kind : ThreadKind.values()) {
      for (int threads = 1; threads <= 3; threads++) {
        try (var streams = new Streams(kind, kernel, threads, ELEMENTS)) {
          assertThat(streams.sweep()).isPositive();
          streams.checkAll();
        }
      }
    }
  }

  @Test
  void aLoopThatLeavesOutItsLastElementFailsTheRunItIsMeasuredIn() throws Exception {
    Streams.Loop lazy = (a, b, c, from, to) -> Kernel.ADD.run(a, b, c, from, to - 1);
    try (var streams = new Streams(ThreadKind.PLATFORM, Kernel.ADD, lazy, 1, ELEMENTS)) {
      assertThatIllegalStateException()
          .isThrownBy(streams::sweep)
          .withMessageContaining("ADD wrote NaN");
    }
  }

  @Test
  void aLoopThatLeavesOutSomeFailsTheCheckOfAll() throws Exception {
    Streams.Loop holey =
        (a, b, c, from, to) -> {
          Kernel.TRIAD.run(a, b, c, from, to);
          Arrays.fill(c, from + 5, from + 6, 0);
        };
    try (var streams = new Streams(ThreadKind.PLATFORM, Kernel.TRIAD, holey, 1, ELEMENTS)) {
      streams.sweep();
      assertThatIllegalStateException().isThrownBy(streams::checkAll).withMessageContaining("at 5");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStrokeIsMadeBetweenTwoTiedThreads(Handover handover) throws Exception {
    var cpus = Cpus.allowed();
    assumeThat(cpus).hasSizeGreaterThanOrEqualTo(2);
    try (var rally = new Rally(handover, cpus.get(0), cpus.get(1), 1000)) {
      rally.tie();
      rally.play();
      rally.play();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMiswiredPlayerFailsTheRallyItPlaysIn(MiswiredPlayer miswired) throws Exception {
    var cpus = Cpus.allowed();
    assumeThat(cpus).hasSizeGreaterThanOrEqualTo(2);
    for (var handover : Handover.values()) {
      try (var rally = miswired.rally(handover, cpus.get(0), cpus.get(1), 1000)) {
        rally.tie();
        assertThatIllegalStateException()
            .as(handover.name())
            .isThrownBy(rally::play)
            .withMessageContaining(miswired.complaint);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPieceIsDoneByHoweverManyThreads(ThreadKind kind) throws Exception {
    for (int threads = 1; threads <= 3; threads++) {
      try (var workshop = new Workshop(kind, threads, 100, ThreadScalingBenchmark::labour)) {
        workshop.work();
        workshop.work();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aPieceThatIsLeftOutOrDoneTwiceFailsTheRunItIsMeasuredIn(int error) throws Exception {
    for (var kind : ThreadKind.values()) {
      try (var workshop =
          new Workshop(kind, 2, 2000, share -> ThreadScalingBenchmark.labour(share + error))) {
        assertThatIllegalStateException()
            .isThrownBy(workshop::work)
            .withMessage(2000 + 2 * error + " pieces of 2000 were done");
      }
    }
  }

  @Test
  void aTiedThreadMayRunOnItsProcessorOnly() {
    var cpus = Cpus.allowed();
    assumeThat(cpus).isNotEmpty();
    int last = cpus.get(cpus.size() - 1);
    var seen = new AtomicReference<List<Integer>>();
    ThreadKind.PLATFORM
        .spawn(
            () -> {
              Cpus.tie(last); // which looks whether it worked
              seen.set(List.of(last));
            })
        .join();
    assertThat(seen.get()).containsExactly(last);
    assertThat(Cpus.allowed()).as("the process as a whole").isEqualTo(cpus);
  }

  @Test
  void aProcessorThatIsNotThereIsNotApplicable() {
    assertThatExceptionOfType(NotApplicable.class)
        .isThrownBy(() -> Cpus.at(100_000))
        .withMessageContaining("100000");
  }

  @Test
  void listsOfProcessorsAreRead() {
    assertThat(Cpus.parse("0-2,5, 7-7")).containsExactly(0, 1, 2, 5, 7);
    assertThat(Cpus.parse("")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void clocksGoForwardInSteps(ClockKind clock) {
    assertThat(clock.granularity(100_000)).isPositive();
    assertThatIllegalStateException().isThrownBy(() -> clock.granularity(0));
  }

  @Test
  void theKernelsDifferInWhatTheyMake() {
    assertThat(Kernel.COPY.of(2, 5)).isEqualTo(2);
    assertThat(Kernel.SCALE.of(2, 5)).isEqualTo(6);
    assertThat(Kernel.ADD.of(2, 5)).isEqualTo(7);
    assertThat(Kernel.TRIAD.of(2, 5)).isEqualTo(17);
  }
}
