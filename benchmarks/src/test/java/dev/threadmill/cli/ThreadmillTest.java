package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests what the command line says to good and to bad input.
class ThreadmillTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Threadmill.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list --include Nothing            | No benchmark matches Nothing",
        "list --include ([                 | no regular expression",
        "list --preset never               | --preset",
        "list --param colour=red           | colour",
        "list --include PingPong --param contender=NOBODY | NOBODY",
        "list mutex                        | near are mutex-or-arc",
        "run sapwn                         | did you mean \"spawn\"?",
        "run nothing-of-the-kind           | There is no question nothing-of-the-kind; list",
        "list --cores 0                    | --cores",
        "list --cores 100000               | --cores",
        "run --precision 2                 | not a share such as 2%",
        "run --budget soon                 | not a time such as",
        "run --machine ../../etc           | --machine",
        "run --resume /nowhere             | /nowhere",
        "run --jdk 3                       | --jdk 3",
        "run --colour                      | --colour",
        "run --zzzzzz                      | run --help",
        "rum --preset quick                | did you mean run?",
        "run --presett quick               | did you mean --preset",
        "run --preset quik                 | quik",
        "help C77                          | There is no command or check C77",
        "list --format csv                 | list writes text or json",
        "instal-completion                 | did you mean install-completion?",
        "install-completion --too here     | did you mean --to",
        "install-completion                | There is no jar to install",
        "generate-completion               | generate-completion",
        "help compar                       | did you mean \"compare\"?",
      })
  void badInputIsOneSentenceAndTwo(String line, String sentence) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith("threadmill: ").contains(sentence).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "help         | Usage: threadmill",
        "help compare | Usage: threadmill compare",
        "compare -h   | Usage: threadmill compare",
        "help C9      | C9  Other processes used CPUs",
        "help c19     | C19  The latency between the two CPUs",
      })
  void helpExplainsCommandsAndChecks(String line, String words) {
    assertThat(run(line.split(" "))).isZero();
    assertThat(out.toString()).startsWith(words);
  }

  @Test
  void aSentenceEndsEvenIfANameInItDoesNot() {
    var said = Said.by("help", "long ".repeat(10_000));
    assertThat(said.code()).isEqualTo(Threadmill.UNUSABLE);
    assertThat(said.err()).startsWith("threadmill: There is no command or check long long");
    assertThat(said.err()).endsWith("…" + System.lineSeparator()).hasSizeLessThan(2_100);
  }

  @Test
  void listTellsCellsAndTime() {
    assertThat(run("list", "--preset", "quick")).isZero();
    assertThat(out.toString())
        .contains("spawn  ", "What does starting a thread and joining it cost?")
        .contains("skynet  ", "cells in", "comparison groups", "smoke 1:55, quick 9:00");
  }

  @Test
  void listTellsTheCellsOfWhatIsNamed() {
    assertThat(run("list", "channel-or-queue", "spawn")).isZero();
    assertThat(out.toString())
        .contains(
            "messaging.MessagingThroughputBenchmark.transfer",
            "    threadKind=VIRTUAL, contender=ARRAY_BLOCKING_QUEUE",
            "With --preset quick: 8 cells in 2 comparison groups")
        .doesNotContain("skynet");
  }

  @Test
  void listAsJsonIsOneDocument() throws Exception {
    assertThat(run("list", "--format", "json")).isZero();
    var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(out.toString());
    assertThat(json.get("cells").asInt()).isPositive();
    assertThat(json.get("groups")).isNotEmpty();
    assertThat(json.get("questions"))
        .anySatisfy(
            question -> {
              assertThat(question.get("id").asText()).isEqualTo("mutex-or-arc");
              assertThat(question.get("question").asText()).endsWith("?");
              assertThat(question.get("answered").asBoolean()).isTrue();
            })
        .anySatisfy(question -> assertThat(question.get("answered").asBoolean()).isFalse());
  }

  @Test
  void smokeHasTimeForAllThatItTries() throws Exception {
    var json = new com.fasterxml.jackson.databind.ObjectMapper();
    run("list", "--preset", "smoke", "--format", "json");
    assertThat(json.readTree(out.toString()).get("mostSeconds").asInt()).isLessThanOrEqualTo(120);
    out.getBuffer().setLength(0);
    var sweep = Stream.of("a", "b", "c", "d", "e").flatMap(name -> Stream.of("--jvm", name + "="));
    run(
        Stream.concat(Stream.of("list", "--preset", "smoke", "--format", "json"), sweep)
            .toArray(String[]::new));
    var many = json.readTree(out.toString());
    assertThat(many.get("mostSeconds").asInt()).isGreaterThan(many.get("cells").asInt());
  }

  @Test
  void quickFitsIntoTenMinutesAndStandardIntoTwoHours() throws Exception {
    run("list", "--format", "json");
    var quick = new com.fasterxml.jackson.databind.ObjectMapper().readTree(out.toString());
    assertThat(quick.get("mostSeconds").asInt()).isLessThanOrEqualTo(600);
    out.getBuffer().setLength(0);
    run("list", "--preset", "standard", "--format", "json");
    var standard = new com.fasterxml.jackson.databind.ObjectMapper().readTree(out.toString());
    assertThat(standard.get("leastSeconds").asInt())
        .isLessThan(standard.get("mostSeconds").asInt());
    assertThat(standard.get("mostSeconds").asInt()).isLessThanOrEqualTo(7200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "list",
        "doctor",
        "compare",
        "claims",
        "report",
        "aa",
        "findings",
        "install-completion"
      })
  void eachCommandTellsItsOptions(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: threadmill " + command).contains("--help");
  }

  @Test
  void jmhsOwnForksAreQuietUnlessTheUserChoosesTheirJvm() {
    var words = new String[] {"PingPong", "-f", "1"};
    var option = "--sun-misc-unsafe-memory-access=allow";
    assertThat(Threadmill.quiet(words))
        .containsExactly(
            Runtime.version().feature() < 23
                ? words
                : new String[] {"PingPong", "-f", "1", "-jvmArgsAppend", option});
    for (var chosen : List.of("-jvm", "-jvmArgsAppend", "-jvmArgsAppend=-Xint")) {
      assertThat(Threadmill.quiet(new String[] {"PingPong", chosen})).doesNotContain(option);
    }
    assertThat(Threadmill.quiet(new String[] {"-jvmArgs", "-Xint"}))
        .startsWith("-jvmArgs", "-Xint");
  }

  @Test
  void versionNamesTheProgram() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("threadmill ");
  }
}
