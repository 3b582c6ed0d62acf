package dev.threadmill.suite.messaging;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.threadmill.recording.NotApplicable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every try comes out as the state of the pipe says, however many try at once, and
/// that a pipe of which this is not so fails the round.
@ExtendWith(UnclosedPipes.class)
class TryOperationConformanceTest {
  private static final int TRIES = 1 << 12;

  @ParameterizedTest
  @MethodSource("cells")
  void everyTryHasTheOutcome(PipeKind contender, TryOutcome outcome, PipeShape shape, int threads)
      throws Exception {
    var pipe = (Pipe.Trying) contender.open(shape);
    try (var tries = new Tries(pipe, outcome, shape.capacity(), threads, TRIES)) {
      for (int round = 0; round < 3; round++) {
        tries.prepare();
        tries.attempt();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMiswiredPipeFailsTheRoundItIsMeasuredIn(MiswiredTrying miswired) {
    for (int threads : new int[] {1, 4}) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                try (var tries =
                    new Tries(miswired.open(TRIES), miswired.outcome, TRIES, threads, TRIES)) {
                  tries.prepare();
                  tries.attempt();
                }
              })
          .withMessageContaining(miswired.complaint);
    }
  }

  static Stream<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (var contender : PipeKind.values()) {
      for (var outcome : TryOutcome.values()) {
        for (String capacity : List.of("4096", "unbounded", "0", "1", "64")) {
          for (int threads : new int[] {1, 4}) {
            boolean send = outcome.isOfSenders();
            var shape = PipeShape.of(capacity, send ? threads : 1, send ? 1 : threads);
            if (isPossible(outcome, shape) && open(contender, shape) instanceof Pipe.Trying) {
              cells.add(arguments(contender, outcome, shape, threads));
            }
          }
        }
      }
    }
    return cells.stream();
  }

  private static boolean isPossible(TryOutcome outcome, PipeShape shape) {
    return switch (outcome) {
      case EMPTY -> true;
      case RECEIVED, SENT -> shape.capacity() >= TRIES;
      case FULL -> shape.capacity() != PipeShape.UNBOUNDED;
    };
  }

  private static @Nullable Pipe open(PipeKind contender, PipeShape shape) {
    try {
      return contender.open(shape);
    } catch (NotApplicable here) {
      return null;
    }
  }
}
