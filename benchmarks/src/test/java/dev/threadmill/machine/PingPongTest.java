package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// The game between two threads, wherever they run.
class PingPongTest {
  @Test
  void bothSidesPlayAllRounds() throws Exception {
    var game = new PingPong(5, 2, 50);
    var answering = CompletableFuture.runAsync(game::answer, Command::inBackground);
    var result = game.serve();
    answering.get();
    assertThat(result.median()).isPositive().isFinite();
    assertThat(result.lowQuartile()).isPositive().isLessThanOrEqualTo(result.median());
    assertThat(result.highQuartile()).isGreaterThanOrEqualTo(result.median());
  }

  @Test
  void aGameWithoutAnotherIsEndedFromOutside() {
    var game = new PingPong(1, 0, 10);
    game.end();
    assertThatIllegalStateException().isThrownBy(game::serve).withMessageContaining("answer");
  }

  @Test
  void anAnswerThatIsNotAskedForEndsToo() {
    var game = new PingPong(1, 0, 10);
    game.end();
    game.answer();
  }
}
