package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The game between two threads, wherever they run.
class VolleyTest {
  @Test
  void bothSidesPlayAllRounds() throws Exception {
    var result = new Volley(5, 2, 50).play(Duration.ofSeconds(30));
    assertThat(result.orElseThrow()).isPositive().isFinite();
  }

  @Test
  void aGameThatTakesTooLongIsEnded() throws Exception {
    assertThat(new Volley(1_000_000, 0, 1_000_000).play(Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void whereOneDoesNotPlayThereIsNoGame() throws Exception {
    assertThat(new Volley(1, 0, 10).play(Duration.ofSeconds(30), () -> true, () -> false))
        .isEmpty();
  }

  @Test
  void aGameWithoutAnotherIsEndedFromOutside() {
    var game = new Volley(1, 0, 10);
    game.end();
    assertThat(game.serve()).isEmpty();
  }

  @Test
  void anAnswerThatIsNotAskedForEndsToo() {
    var game = new Volley(1, 0, 10);
    game.end();
    game.answer();
  }
}
