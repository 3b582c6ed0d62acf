package dev.threadmill.suite.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that no board shows half a write or loses one, and that one which does is caught.
class ReadMostlyConformanceTest {
  @ParameterizedTest
  @EnumSource
  void aReaderFindsWhatWasWritten(BoardKind kind) {
    writesAreRead(kind.open());
  }

  @ParameterizedTest
  @MethodSource("boards")
  void readersAndWritersKeepOutOfEachOthersWay(BoardKind kind, ThreadKind threadKind)
      throws Exception {
    try (var room = new ReadingRoom(threadKind, kind.open(), 4, 20_000, 300)) {
      room.visit();
      room.visit();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMiswiredBoardFailsTheConformanceCheck(PlantedBoard planted) {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> {
              writesAreRead(planted);
              try (var room = new ReadingRoom(ThreadKind.VIRTUAL, planted, 4, 20_000, 300)) {
                room.visit();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("planted")
  void aMiswiredBoardFailsTheRunItIsMeasuredIn(PlantedBoard planted, ThreadKind threadKind)
      throws Exception {
    planted.clear();
    try (var room = new ReadingRoom(threadKind, planted, 4, 20_000, 300)) {
      assertThatIllegalStateException().isThrownBy(room::visit);
    }
  }

  private static void writesAreRead(Board board) {
    if (board instanceof PlantedBoard planted) {
      planted.clear();
    }
    for (long i = 0; i < 2000; i++) {
      long found = board.read();
      if (found != i) {
        throw new IllegalStateException("Read " + found + " after " + i + " writes");
      }
      board.write();
    }
    assertThat(board.read()).isEqualTo(2000);
  }

  static Stream<Arguments> boards() {
    return withBothKinds(BoardKind.values());
  }

  static Stream<Arguments> planted() {
    return withBothKinds(PlantedBoard.values());
  }

  private static Stream<Arguments> withBothKinds(Object[] contenders) {
    return Stream.of(contenders)
        .flatMap(
            contender -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(contender, kind)));
  }

  /// Boards that are wired wrong.
  enum PlantedBoard implements Board {
    /// Lets readers see one number written and the other not.
    SHOWS_HALF_A_WRITE {
      @Override
      public synchronized void write() {
        left++;
        Thread.yield();
        right++;
      }
    },
    DROPS_EVERY_THOUSANDTH {
      @Override
      public synchronized void write() {
        if (calls.incrementAndGet() % 1000 != 0) {
          left++;
          right++;
        }
      }
    };

    final AtomicLong calls = new AtomicLong();
    volatile long left;
    volatile long right;

    void clear() {
      calls.set(0);
      left = 0;
      right = 0;
    }

    @Override
    public long read() {
      // Unguarded, and slow to look at the other.
      long seenRight = right;
      if (this == SHOWS_HALF_A_WRITE) {
        Thread.yield();
      }
      return this == SHOWS_HALF_A_WRITE ? Board.together(left, seenRight) : seenRight;
    }
  }
}
