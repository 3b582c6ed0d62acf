package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.machine.SketchedHost;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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

  /// What `list` says on another machine.
  private static String listOn(SketchedHost machine, Path root, String... arguments) {
    var command = new ListCommand();
    command.what.host = machine.unpack(root);
    var out = new StringWriter();
    var line = new CommandLine(command).setOut(new PrintWriter(out, true));
    line.registerConverter(Duration.class, Amount::time).setCaseInsensitiveEnumValuesAllowed(true);
    assertThat(line.execute(arguments)).isZero();
    return out.toString();
  }

  private static final String[] MANY_CORES = {
    "mutex-or-arc", "--preset", "standard", "--cores", "all"
  };

  @Test
  void manyCoresAreThinnedUntilThreeRoundsFit(@TempDir Path root) throws Exception {
    var text = listOn(SketchedHost.LARGE, root, with("--budget", "60m"));
    assertThat(text)
        .containsPattern("Numbers of CPUs: 1, (\\d+( \\([a-z- ]+\\))?, )*192 \\(all CPUs\\)\\R")
        .containsPattern(
            "--cores all leaves out [0-9, and]+ CPUs, so that 3 rounds fit into 1:00:00; --budget"
                + " sets\\s+the time\\.");
    var json =
        new ObjectMapper()
            .readTree(
                listOn(SketchedHost.LARGE, root, with("--budget", "60m", "--format", "json")));
    assertThat(json.at("/leastSeconds").asInt()).isLessThan(60 * 60);
    assertThat(json.at("/cores/levels").size()).isEqualTo(4);
    assertThat(json.at("/cores/notes").size()).isEqualTo(1);
    assertThat(json.at("/cores/order/1/from").asInt()).isEqualTo(97);
    assertThat(json.at("/cores/order/1/caches/0/0").asInt()).isEqualTo(96);
    // With time enough, nothing is left out.
    var longer =
        new ObjectMapper()
            .readTree(
                listOn(SketchedHost.LARGE, root, with("--format", "json", "--budget", "900h")));
    assertThat(longer.at("/cores/levels").size()).isEqualTo(9);
    assertThat(longer.at("/cores/notes").size()).isZero();
  }

  private static String[] with(String... more) {
    return Stream.of(MANY_CORES, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void theOrderOfCpusIsShownWithItsReasons(@TempDir Path root) {
    assertThat(listOn(SketchedHost.HYBRID, root, "spawn", "--cores", "all"))
        .contains(
            "Numbers of CPUs: 1, 2, 4, 8 (all fast cores), 16 (all fast CPUs), 24 (all CPUs)\n",
            "    1 to 8    one hardware thread of each core: CPUs 0,2,4,6,8,10,12,14\n",
            "    9 to 16   SMT siblings of those before: CPUs 1,3,5,7,9,11,13,15\n",
            "    17 to 24  slow cores, last so that smaller numbers of CPUs are all fast: CPUs 16-23\n");
    assertThat(list("spawn")).doesNotContain("Numbers of CPUs");
  }

  @Test
  void aQuotaEndsAllCores(@TempDir Path root) {
    assertThat(listOn(SketchedHost.QUOTA, root, "spawn", "--cores", "all"))
        .contains(
            "Numbers of CPUs: 1, 2, 3 (the quota)\n",
            "--cores all ends at 3 of 192 CPUs: a quota allows the time of 3.5 CPUs.\n");
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
