package dev.threadmill.suite.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests what every pipe must do before its speed means anything, in every shape that it claims
/// to have.
@ExtendWith(UnclosedPipes.class)
class MessagingConformanceTest {
  private static final List<String> CAPACITIES = List.of("0", "1", "4", "64", "unbounded");
  private static final int[][] TOPOLOGIES = {{1, 1}, {3, 1}, {1, 3}, {3, 3}};

  @ParameterizedTest
  @MethodSource("cells")
  void deliversEachMessageOnceAndInOrder(PipeKind contender, PipeShape shape, ThreadKind kind)
      throws InterruptedException {
    var pipe = contender.open(shape);
    new PipeConformance(pipe, shape, kind).deliversEachMessageOnceAndInOrder(300);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void makesSendersWaitForRoom(PipeKind contender, PipeShape shape, ThreadKind kind)
      throws InterruptedException {
    var pipe = contender.open(shape);
    if (shape.capacity() == PipeShape.UNBOUNDED) {
      for (int i = 0; i < 5000; i++) {
        pipe.inlet().send(new Message(i));
      }
    } else {
      // The ring's consumer gives back all that it has taken in one go.
      int batch = contender == PipeKind.DISRUPTOR_SPINNING ? shape.capacity() : 1;
      new PipeConformance(pipe, shape, kind).makesSendersWaitForRoom(!contender.spins(), batch);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void makesReceiversWaitForMessages(PipeKind contender, PipeShape shape, ThreadKind kind)
      throws InterruptedException {
    var pipe = contender.open(shape);
    new PipeConformance(pipe, shape, kind).makesReceiversWaitForMessages(!contender.spins());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void triesWithoutWaiting(PipeKind contender, PipeShape shape, ThreadKind kind)
      throws InterruptedException {
    if (contender.open(shape) instanceof Pipe.Trying pipe) {
      assertThat(pipe.tryReceive()).isNull();
      int room = Math.min(shape.capacity(), 5000);
      for (int i = 0; i < room; i++) {
        assertThat(pipe.trySend(new Message(i))).isTrue();
      }
      if (shape.capacity() != PipeShape.UNBOUNDED) {
        assertThat(pipe.trySend(new Message(room))).isFalse();
      }
      for (int i = 0; i < room; i++) {
        assertThat(pipe.tryReceive()).isEqualTo(new Message(i));
      }
      assertThat(pipe.tryReceive()).isNull();
    } else {
      assertThat(contender).isIn(PipeKind.LINKED_TRANSFER_QUEUE, PipeKind.EXCHANGER);
    }
  }

  /// Else a contender could pass by refusing everything.
  @ParameterizedTest
  @EnumSource
  void hasTheShapesThatItIsKnownFor(PipeKind contender) {
    Set<String> expected =
        switch (contender) {
          case CHANNEL, JOX -> Set.copyOf(CAPACITIES);
          case ARRAY_BLOCKING_QUEUE, ARRAY_BLOCKING_QUEUE_FAIR, DISRUPTOR_SPINNING ->
              Set.of("1", "4", "64");
          case LINKED_BLOCKING_QUEUE, JCTOOLS_MPSC_SPINNING -> Set.of("1", "4", "64", "unbounded");
          case LINKED_TRANSFER_QUEUE -> Set.of("0", "unbounded");
          case SYNCHRONOUS_QUEUE, SYNCHRONOUS_QUEUE_FAIR, EXCHANGER -> Set.of("0");
          case JCTOOLS_MPMC_SPINNING -> Set.of("4", "64");
        };
    assertThat(CAPACITIES)
        .filteredOn(c -> has(contender, PipeShape.of(c, 1, 1)))
        .hasSameElementsAs(expected);

    var manyToOne =
        EnumSet.of(PipeKind.CHANNEL, PipeKind.JCTOOLS_MPSC_SPINNING, PipeKind.DISRUPTOR_SPINNING);
    for (String capacity : expected) {
      assertThat(has(contender, PipeShape.of(capacity, 3, 1)))
          .isEqualTo(contender != PipeKind.EXCHANGER);
      assertThat(has(contender, PipeShape.of(capacity, 3, 3)))
          .isEqualTo(contender != PipeKind.EXCHANGER && !manyToOne.contains(contender));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARES_A_BODY")
  void noticesAMiswiredPipe(MiswiredPipe miswired) {
    var shape = new PipeShape(64, 1, 1);
    var conformance = new PipeConformance(miswired.open(), shape, ThreadKind.VIRTUAL);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> conformance.deliversEachMessageOnceAndInOrder(2000));
  }

  @ParameterizedTest
  @EnumSource
  void noticesAPipeThatHoldsOneMore(ThreadKind kind) {
    var pipe = PipeKind.ARRAY_BLOCKING_QUEUE.open(new PipeShape(5, 1, 1));
    var conformance = new PipeConformance(pipe, new PipeShape(4, 1, 1), kind);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> conformance.makesSendersWaitForRoom(true, 1));
  }

  static Stream<Arguments> cells() {
    return cells(TOPOLOGIES);
  }

  static Stream<Arguments> pairs() {
    return cells(new int[][] {{1, 1}});
  }

  private static Stream<Arguments> cells(int[][] topologies) {
    List<Arguments> cells = new ArrayList<>();
    for (var contender : PipeKind.values()) {
      for (String capacity : CAPACITIES) {
        for (int[] ends : topologies) {
          var shape = PipeShape.of(capacity, ends[0], ends[1]);
          if (has(contender, shape)) {
            for (var kind : ThreadKind.values()) {
              cells.add(arguments(contender, shape, kind));
            }
          }
        }
      }
    }
    return cells.stream();
  }

  private static boolean has(PipeKind contender, PipeShape shape) {
    try {
      contender.open(shape);
      return true;
    } catch (NotApplicable reason) {
      assertThat(reason).hasMessageEndingWith(".");
      return false;
    }
  }
}
