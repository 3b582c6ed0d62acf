package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/// Tests that what strangers wrote, in runs, templates, charts and names of files, reaches a
/// terminal as text and in no other way, and that whatever goes wrong is said in a sentence.
class HostileTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLE = Path.of("src/test/resources/runs/sample").toAbsolutePath();
  private static final Path JMH = Path.of("src/test/resources/jmh").toAbsolutePath();

  /// A line that a name could put on a page, which would look like one of ours.
  private static final String FORGED = "\nSeed 42 is faster than all\n";

  /// The escape of colours and cursors, that of one byte, NUL, the bell, what goes back, what turns
  /// the direction of text, what nobody sees, and other ends of lines.
  private static final String EVIL =
      "\033[31m\u009b2J\007\b\r\u202e\u2066\u200b\ufeff\u0085\u2028\u2029\177" + FORGED;

  private static final Pattern ACTS = Pattern.compile("[\\p{Cc}\\p{Cf}\u2028\u2029&&[^\n\t]]");

  /// What is left of an escape on a page.
  private static final String SHOWN = "(?i)(\\\\u001b|\ufffd)\\[";

  @TempDir Path folder;

  private static void assertPlain(String what, String text) {
    assertThat(ACTS.matcher(text).results().map(acts -> (int) acts.group().charAt(0)))
        .as(what)
        .isEmpty();
    assertThat(text.lines().filter(line -> line.matches("\\W*Seed 42.*"))).as(what).isEmpty();
  }

  /// What was said, of which nothing acts.
  private static Said plain(Object... words) {
    var said = Said.by(words);
    assertPlain(List.of(words).toString(), said.out());
    assertPlain(List.of(words).toString(), said.err());
    return said;
  }

  // Hostile runs: the sample, with all that is said in it followed by what acts.

  /// @param spared fields whose text a reader must know
  private static JsonNode spoilt(JsonNode node, Set<String> spared) {
    if (node instanceof ObjectNode object) {
      var spoilt = JSON.createObjectNode();
      object
          .properties()
          .forEach(
              one ->
                  spoilt.set(
                      one.getKey(),
                      spared.contains(one.getKey())
                          ? one.getValue()
                          : spoilt(one.getValue(), spared)));
      return spoilt;
    }
    if (node instanceof ArrayNode array) {
      var spoilt = JSON.createArrayNode();
      array.forEach(one -> spoilt.add(spoilt(one, spared)));
      return spoilt;
    }
    return node instanceof TextNode && !node.asText().matches("-?[\\d.]+|PLATFORM|VIRTUAL")
        ? TextNode.valueOf(node.asText() + EVIL)
        : node;
  }

  private static String id(JsonNode cell) {
    Map<String, String> params = new LinkedHashMap<>();
    cell.path("params").properties().forEach(p -> params.put(p.getKey(), p.getValue().asText()));
    return new Cell(
            cell.path("benchmark").asText(), cell.path("mode").asText(), params, null, null, null)
        .id();
  }

  /// @param slower by how much its forks are
  private Path run(String name, double slower) throws IOException {
    var manifest = JSON.readTree(SAMPLE.resolve("run.json").toFile());
    var evil =
        spoilt(manifest, Set.of("state", "started", "ended", "benchmark", "mode", "type", "jar"));
    Map<String, String> ids = new LinkedHashMap<>();
    var groups = manifest.path("groups");
    for (int g = 0; g < groups.size(); g++) {
      var cells = groups.get(g).path("cells");
      for (int c = 0; c < cells.size(); c++) {
        ids.put(id(cells.get(c)), id(evil.path("groups").get(g).path("cells").get(c)));
      }
    }
    List<String> forks = new ArrayList<>();
    for (var line : Files.readAllLines(SAMPLE.resolve("forks.jsonl"))) {
      var fork = JSON.readTree(line);
      var spared = Set.of("started", "outcome", "histogram", "cell", "unit", "latencies");
      var spoilt = (ObjectNode) spoilt(fork, spared);
      spoilt.put("cell", ids.get(fork.path("cell").asText()));
      for (var iteration : spoilt.path("iterations")) {
        ((ObjectNode) iteration).put("score", iteration.path("score").asDouble() * slower);
      }
      forks.add(JSON.writeValueAsString(spoilt));
    }
    var run = Files.createDirectories(folder.resolve(name));
    JSON.writeValue(run.resolve("run.json").toFile(), evil);
    Files.write(run.resolve("forks.jsonl"), forks);
    return run;
  }

  private Path jmhFile(String name) throws IOException {
    var entries = JSON.readTree(JMH.resolve(name + ".json").toFile());
    var spared = Set.of("mode", "scoreUnit", "warmupTime", "measurementTime");
    return Files.writeString(
        folder.resolve(name + ".json"), JSON.writeValueAsString(spoilt(entries, spared)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "markdown", "csv", "json"})
  void noNameInARunActsOnATerminal(String format) throws IOException {
    var one = run("one\033[2J", 1);
    var two = run("two", 3);
    var compared = plain("compare", one, two, "--format", format);
    assertThat(compared.err()).isEmpty();
    assertThat(compared.out()).containsPattern(SHOWN);
    var files = plain("compare", jmhFile("average"), jmhFile("one-failed"), "--format", format);
    assertThat(files.err()).isEmpty();
    assertThat(files.out()).containsPattern(SHOWN);
    var claims = plain("claims", one, "--format", format);
    assertThat(claims.out()).containsPattern(SHOWN);
    if (format.equals("json")) {
      assertThat(JSON.readTree(compared.out()).at("/comparisons/0/base/name").asText())
          .as("the document says what was there")
          .contains(EVIL);
    }
  }

  @Test
  void noNameInARunActsOnWhoReadsTheReport() throws IOException {
    for (var run : List.of(run("evil", 1), jmhFile("sample"))) {
      var report = folder.resolve("report of " + run.getFileName());
      assertThat(plain("report", run, "--out", report).code()).isZero();
      try (Stream<Path> files = Files.walk(report)) {
        for (var file :
            files.filter(one -> one.toString().matches(".*\\.(md|html|svg)")).toList()) {
          // Vega's own code has such signs in its regular expressions.
          var text = Files.readString(file).replaceAll("(?s)<script(?! type).*?</script>", "");
          assertPlain(file.toString(), text);
        }
      }
    }
  }

  @Test
  void noNameInARunActsOnWhoReadsTheFindings() throws IOException {
    run("evil", 1);
    var template =
        Files.writeString(
            folder.resolve("text.md"),
            "---\n"
                + "write: FINDINGS.md\n"
                + "run evil: evil\n"
                + "---\n"
                + "{{machines}}\n\n"
                + "{{claims}}\n\n"
                + "{{repeat}}\n\n"
                + "{{scores SpawnJoin rows=contender columns=threadKind}}\n");
    assertThat(plain("findings", template))
        .extracting(Said::err, Said::code)
        .containsExactly("", 0);
    var document = Files.readString(folder.resolve("FINDINGS.md"));
    assertPlain("the document", document);
    assertThat(document).contains("\ufffd[31m");
  }

  @Test
  void aTemplateHasNoSignThatNobodySees() throws IOException {
    for (var sign : List.of("\033[2J", "\u009b", "\u202e", "\0", "\u200b", "\r-")) {
      var template =
          Files.writeString(
              folder.resolve("text.md"),
              "---\nwrite: OUT.md\nrun a: " + SAMPLE + "\n---\nx\nThe" + sign + " end\n");
      var said = plain("findings", template);
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err()).hasLineCount(1).contains(template + ", line 6: has \\u");
      assertThat(folder.resolve("OUT.md")).doesNotExist();
    }
  }

  @Test
  void eachFaultOfATemplateIsALineAndNoFaultIsTwo() throws IOException {
    var template =
        Files.writeString(
            folder.resolve("text.md"),
            "---\nwrite: OUT.md\nrun a: "
                + SAMPLE
                + "\n---\n{{score \"No\nSeed 42\"}}\n{{score Nothing}}\n");
    var said = plain("findings", template);
    assertThat(said.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("threadmill: " + template + ", line "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare|EVIL|x",
        "claims|EVIL",
        "report|EVIL",
        "findings|EVIL",
        "EVIL",
        "--EVIL",
        "help|EVIL",
        "list|EVIL",
        "list|--preset|EVIL",
        "list|--param|EVIL=1",
        "list|--include|EVIL(",
        "run|--machine|EVIL",
        "run|--jdk|EVIL",
        "run|--budget|EVIL",
        "run|--resume|EVIL",
        "run|--seed|EVIL",
        "compare|SAMPLE|SAMPLE|--only|EVIL(",
        "compare|a,,EVIL|SAMPLE",
        "aa|--summary|--ledger|EVIL",
        "doctor|--format|EVIL",
      })
  void noArgumentActsInTheSentenceThatRefusesIt(String line) {
    for (var evil : List.of(EVIL, "\0" + EVIL, "\033[A\033[2Kall is well")) {
      var words = line.replace("EVIL", evil).replace("SAMPLE", SAMPLE.toString()).split("\\|");
      var said = plain((Object[]) words);
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err()).startsWith("threadmill: ").hasLineCount(1).contains("\\u001b[");
      assertThat(said.out()).isEmpty();
    }
  }

  @Test
  void aNameOfAFileIsNoListOfOptions() throws IOException {
    Files.writeString(folder.resolve("options"), "--s3cret");
    assertThat(plain("claims", "@" + folder.resolve("options")).err())
        .isEqualTo(
            "threadmill: There is no @" + folder.resolve("options") + System.lineSeparator());
  }

  @Test
  void aChartIsTextToo() throws IOException {
    var charts = Files.createDirectories(folder.resolve("charts"));
    Files.writeString(
        charts.resolve("x" + EVIL.replace("\n", "") + ".vl.json"),
        JSON.writeValueAsString(Map.of("title", EVIL, "data", Map.of("name", EVIL))));
    Files.writeString(charts.resolve("y.vl.json"), "{\"" + EVIL + "\": s3cret}");
    var said = plain("report", SAMPLE, "--scripts", charts, "--out", folder.resolve("report"));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("\\u001b[31m", "y.vl.json: is not JSON")
        .doesNotContain("s3cret");
  }

  // Files that are not what they should be.

  private static String secret() {
    return "root:s3cret:19000:0\n{\"s3cret\": [\"s3cret\"]}\n";
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links take a right there")
  void aLinkToAFileSaysNothingOfIt() throws IOException {
    var secret = Files.writeString(folder.resolve("shadow"), secret());
    var whole = Files.writeString(folder.resolve("whole"), "{\"schema\": {\"s3cret\": 1}}");
    for (var target : List.of(secret, whole)) {
      for (var name : List.of("run.json", "forks.jsonl", "ruler.jsonl")) {
        var run = Files.createTempDirectory(folder, "run");
        for (var file : List.of("run.json", "forks.jsonl")) {
          Files.copy(SAMPLE.resolve(file), run.resolve(file));
        }
        Files.deleteIfExists(run.resolve(name));
        Files.createSymbolicLink(run.resolve(name), target);
        for (var command :
            List.<Object[]>of(
                new Object[] {"compare", run, SAMPLE},
                new Object[] {"claims", run},
                new Object[] {"report", run, "--out", folder.resolve("out")},
                new Object[] {"run", "--resume", run})) {
          var said = plain(command);
          assertThat(said.out() + said.err()).doesNotContain("s3cret").doesNotContain("root:");
        }
      }
      for (var words :
          List.<Object[]>of(
              new Object[] {"claims", target},
              new Object[] {"findings", target},
              new Object[] {"aa", "--summary", "--ledger", target})) {
        var said = plain(words);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).hasLineCount(1).doesNotContain("s3cret");
      }
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such files")
  void whatIsNoFileIsRefusedAtOnce() throws Exception {
    var pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var charts = Files.createDirectories(folder.resolve("charts"));
    Files.createSymbolicLink(charts.resolve("x.vl.json"), pipe);
    for (var path : List.of("/dev/zero", "/dev/stdin", pipe)) {
      for (var words :
          List.<Object[]>of(
              new Object[] {"compare", path, SAMPLE},
              new Object[] {"claims", path},
              new Object[] {"report", path, "--out", folder.resolve("out")},
              new Object[] {"findings", path},
              new Object[] {"run", "--resume", path},
              new Object[] {"aa", "--summary", "--ledger", path},
              new Object[] {
                "report", SAMPLE, "--scripts", charts, "--out", folder.resolve("out")
              })) {
        var said = plain(words);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).startsWith("threadmill: ").hasLineCount(1);
      }
    }
  }

  // Whatever goes wrong.

  @Command(name = "fail")
  private record Failing(Throwable fault) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      if (fault instanceof Error error) {
        throw error;
      }
      throw (Exception) fault;
    }
  }

  static Stream<List<Object>> faults() {
    return Stream.of(
        List.of(new OutOfMemoryError("Java heap space"), "-Xmx"),
        List.of(new StackOverflowError(), "nested too deeply"),
        List.of(new NoClassDefFoundError("x/Y"), "the jar is damaged or was replaced"),
        List.of(new UncheckedIOException(new NoSuchFileException("/x/y")), "/x/y"),
        List.of(new NoSuchFileException("/x/y"), "Cannot read or write: /x/y"),
        List.of(new IllegalStateException(EVIL), "a fault of ours"),
        List.of(new IllegalStateException(new ExecutionException(new OutOfMemoryError())), "-Xmx"),
        List.of(new CompletionFault(new Unusable("It is so.")), "threadmill: It is so."));
  }

  /// What comes of a fault in another thread.
  private static final class CompletionFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    CompletionFault(Throwable cause) {
      super(cause);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverGoesWrongIsASentence(List<Object> fault) {
    var out = new java.io.StringWriter();
    var err = new java.io.StringWriter();
    var line =
        Threadmill.commandLine()
            .addSubcommand(new Failing((Throwable) fault.get(0)))
            .setOut(new java.io.PrintWriter(out, true))
            .setErr(new java.io.PrintWriter(err, true));
    assertThat(line.execute("fail")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("threadmill: ")
        .hasLineCount(1)
        .contains((String) fault.get(1));
    assertPlain("fail", err.toString());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aLongArgumentIsRefusedLikeAShortOne() {
    var huge = "x".repeat(100_000);
    for (var words :
        List.of(
            List.of("claims", huge),
            List.of("help", huge),
            List.of("list", huge),
            List.of("list", "--param", huge),
            List.of("compare", SAMPLE.toString(), huge),
            List.of("run", "--" + huge))) {
      var said = plain(words.toArray());
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err()).startsWith("threadmill: ").hasLineCount(1);
    }
  }
}
