package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/// Tests what `list` says of a question.
class ListCommandTest {
  private static String list(String... arguments) {
    var out = new StringWriter();
    String[] line = new String[arguments.length + 1];
    line[0] = "list";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    int code = Threadmill.commandLine().setOut(new PrintWriter(out, true)).execute(line);
    assertThat(code).isZero();
    return out.toString();
  }

  @Test
  void aQuestionIsExplainedBeforeItsCells() {
    assertThat(list("philosophers").lines().toList())
        .startsWith(
            "philosophers  Dining philosophers: what does taking two locks without a deadlock"
                + " cost?",
            "",
            "What does it cost to take two locks without a deadlock, at Dijkstra's table where each"
                + " philosopher",
            "needs two forks?")
        .containsSubsequence(
            "Compares: contender",
            "",
            "contender:",
            "    ORDERED           The lower number first, for every thread.",
            "    TRY_AND_BACK_OFF  The right fork first; a thread that cannot get the left one puts"
                + " it back and",
            "                      retries later.",
            "    COARSE            One lock for the whole table.",
            "    NAIVE             The right fork first, a moment later the left one: deadlocks"
                + " once every thread",
            "                      holds one.",
            "threadKind: PLATFORM, VIRTUAL",
            "seats: 5, 64",
            "holdNanos: 0, 500",
            "",
            "sharing.PhilosophersBenchmark.eat[seats=5,holdNanos=0]",
            "    threadKind=PLATFORM, contender=ORDERED");
  }

  @Test
  void whatIsComparedAndWhatElseTheCellsAnswerIsSaid() {
    assertThat(list("spawn")).contains("\nCompares: threadKind, with contender=BARE_THREAD\n");
    assertThat(list("channel-or-queue"))
        .contains("\nThe same cells answer:\nmessage-virtual-or-platform  Does a message");
    assertThat(list("--include", "PhilosophersBenchmark"))
        .startsWith("philosophers  Dining")
        .doesNotContain("The same cells answer", "Compares");
  }

  @Test
  void eachQuestionThatIsNamedIsExplained() {
    assertThat(list("clock", "spawn"))
        .containsSubsequence("NANO_TIME  System.nanoTime", "batch: 1, 10, 100, 1000\n    How many");
  }

  @Test
  void linesFitThePage() {
    assertThat((list() + list("mutex-or-arc", "latency", "select")).lines())
        .filteredOn(line -> line.strip().contains(" "))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void jsonHasTheSame() throws Exception {
    for (JsonNode question :
        new ObjectMapper().readTree(list("pinning", "--format", "json")).get("questions")) {
      if (question.get("id").asText().equals("pinning")) {
        assertThat(question.get("summary").asText()).startsWith("What is lost when");
        assertThat(question.get("varies").asText()).startsWith("what the thread is");
        assertThat(question.get("measures").asText()).contains("bound.free and bound.pinned");
        var contender = question.get("parameters").get(0);
        assertThat(contender.get("name").asText()).isEqualTo("contender");
        assertThat(contender.at("/values/1/value").asText()).isEqualTo("SYNCHRONIZED");
        assertThat(contender.at("/values/1/description").asText()).isEqualTo("Holds a monitor.");
        return;
      }
    }
    throw new AssertionError("pinning is missing");
  }
}
