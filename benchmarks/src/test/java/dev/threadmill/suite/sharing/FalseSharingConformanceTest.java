package dev.threadmill.suite.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that neighbours write where they should and nowhere else, and that those who do not
/// are caught.
class FalseSharingConformanceTest {
  @ParameterizedTest
  @MethodSource("neighbourhoods")
  void bothWordsEndAsTheyShould(Distance distance, Neighbours.Access access, ThreadKind threadKind)
      throws Exception {
    try (var neighbours = new Neighbours(threadKind, distance.bytes(), access, 4_000)) {
      neighbours.touch();
      neighbours.touch();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDistanceIsWhatItsNameSays(Distance distance) {
    assertThat(distance.name()).isEqualTo("BYTES_" + distance.bytes());
  }

  @ParameterizedTest
  @MethodSource("neighbourhoods")
  void aMiswiredNeighbourFailsTheRunItIsMeasuredIn(
      Distance distance, Neighbours.Access access, ThreadKind threadKind) throws Exception {
    for (var planted : PlantedNeighbours.values()) {
      if (!planted.isWrongFor(distance, access)) {
        continue;
      }
      try (var neighbours = planted.open(threadKind, distance, access, 4_000)) {
        assertThatIllegalStateException()
            .as(planted.name())
            .isThrownBy(neighbours::touch)
            .withMessageContaining("The word at");
      }
    }
  }

  static Stream<Arguments> neighbourhoods() {
    return Stream.of(Distance.values())
        .flatMap(
            distance ->
                Stream.of(Neighbours.Access.values())
                    .flatMap(
                        access ->
                            Stream.of(ThreadKind.values())
                                .map(kind -> Arguments.of(distance, access, kind))));
  }
}
