package dev.threadmill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.primitives.Arc;
import dev.threadmill.primitives.Channel;
import dev.threadmill.primitives.Mutex;
import dev.threadmill.primitives.Sender;
import dev.threadmill.primitives.ThreadKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// README's Java is this test's code, and says what it says there.
class ReadmeTest {

  @Test
  void theTourOfThePrimitivesWorks() {
    var channel = Channel.<String>bounded(16);
    var words = Arc.of(Mutex.of(new ArrayList<String>()));
    var sender = channel.sender();
    var sending = ThreadKind.VIRTUAL.spawn(() -> speak(sender));
    try (var receiver = channel.receiver()) {
      for (var word : receiver) { // ends when the last sender is closed
        words.get().with(list -> list.add(word));
      }
    }
    int sent = sending.join();
    int heard = words.get().with(List::size);
    words.close();
    assertThat(heard).isEqualTo(sent).isPositive();
  }

  private static int speak(Sender<String> sender) {
    try (sender) {
      sender.send("fearless");
      sender.send("concurrency");
    }
    return 2;
  }

  @Test
  void theTourIsTheOneThatReadmeShows() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String here = Files.readString(Path.of("src/test/java/dev/threadmill/ReadmeTest.java"));
    List<String> blocks = blocks(readme, "java");
    assertThat(blocks).isNotEmpty();
    for (String block : blocks) {
      assertThat(withoutIndentation(here)).contains(withoutIndentation(block));
    }
  }

  /// What stands between the fences of each block in `language`.
  static List<String> blocks(String markdown, String language) {
    List<String> blocks = new ArrayList<>();
    String fence = "```" + language + "\n";
    for (int at = markdown.indexOf(fence); at >= 0; at = markdown.indexOf(fence, at + 1)) {
      int start = at + fence.length();
      blocks.add(markdown.substring(start, markdown.indexOf("```", start)));
    }
    return blocks;
  }

  private static String withoutIndentation(String code) {
    return code.lines().map(String::strip).reduce("", (a, b) -> a + "\n" + b);
  }
}
