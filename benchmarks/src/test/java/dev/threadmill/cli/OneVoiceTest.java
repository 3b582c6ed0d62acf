package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.comparison.Compared;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.RunReader;
import dev.threadmill.stats.Bound;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every comparison of every committed run is the same figure and the same verdict in every output.
class OneVoiceTest {
  private static final Path RESULTS = Path.of("../results");

  @TempDir Path folder;

  static List<Path> runs() throws IOException {
    try (Stream<Path> files = Files.find(RESULTS, 3, (file, any) -> file.endsWith("run.json"))) {
      return files.map(Path::getParent).sorted().toList();
    }
  }

  private static List<Compared> comparisons(RunAnalysis analysis) {
    List<Compared> all = new ArrayList<>();
    for (var quantity : Quantity.ASKED) {
      all.addAll(analysis.comparisons(quantity));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void pageMarkdownAndTerminalSayWhatTheAnalysisSays(Path run) throws IOException {
    var analysis = RunAnalysis.of(RunReader.read(run));
    var scripts = Files.createDirectory(folder.resolve("scripts"));
    for (var name : List.of("theme.json", "cores.vl.json")) { // the charts are held by other tests
      Files.copy(Path.of("../plot-scripts", name), scripts.resolve(name));
    }
    var said = Said.by("report", run, "--out", folder.resolve("out"), "--scripts", scripts);
    var page = text(Files.readString(folder.resolve("out/report.html")));
    var markdown = text(Files.readString(folder.resolve("out/report.md")));
    var terminal = new StringWriter();
    Summary.print(analysis, new PlainWriter(new PrintWriter(terminal, true)));
    List<Compared> all = comparisons(analysis);
    assertThat(all).as(said.err()).isNotEmpty();
    for (var compared : all) {
      var relation = compared.judged().relation();
      // Of two that both reached the limit, neither is ahead of the other.
      var than = relation.bound() == Bound.UNKNOWN ? "" : " than [^|]{1,80}";
      assertThat(page)
          .containsPattern(
              Pattern.quote(relation.measured(compared.quantity()))
                  + than
                  + " \\| "
                  + Pattern.quote(relation.shortVerdict()));
    }
    var rows = figuresOfAllPairs(analysis, all);
    // What the terminal and the Markdown show of them are the analysis's own.
    assertThat(figures(terminal.toString()))
        .isNotEmpty()
        .allMatch(figures(rows.toString())::contains);
    assertThat(figures(markdown)).allMatch(figures(rows.toString())::contains);
  }

  /// The figures of the comparisons, and of those with the best, which may be no baseline.
  private static List<String> figuresOfAllPairs(RunAnalysis analysis, List<Compared> all) {
    List<String> figures = new ArrayList<>();
    for (var one : all) {
      figures.add(one.judged().relation().figure());
      for (var other : all) {
        var pair =
            new Comparison(
                one.comparison().factor(), one.comparison().other(), other.comparison().other());
        if (one != other
            && one.quantity() == other.quantity()
            && one.comparison().factor().equals(other.comparison().factor())
            && one.comparison().baseline().equals(other.comparison().baseline())) {
          analysis
              .compare(one.quantity(), pair)
              .ifPresent(two -> figures.add(two.judged().relation().figure()));
        }
      }
      // The baseline may be the best.
      analysis
          .compare(
              one.quantity(),
              new Comparison(
                  one.comparison().factor(), one.comparison().other(), one.comparison().baseline()))
          .ifPresent(two -> figures.add(two.judged().relation().figure()));
    }
    return figures;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void findingsSayWhatTheAnalysisSays(Path run) throws IOException {
    List<Compared> all = comparisons(RunAnalysis.of(RunReader.read(run)));
    boolean besideLanes = all.stream().anyMatch(one -> one.comparison().factor().equals(Cell.LANE));
    var template = folder.resolve("findings.md");
    Files.writeString(
        template,
        all.stream()
            .map(one -> placeholder(one, besideLanes))
            .collect(
                Collectors.joining(
                    "\n",
                    "---\nwrite: FINDINGS.md\nrun one: " + run.toAbsolutePath() + "\n---\n",
                    "\n")));
    var said = Said.by("findings", template, "--scripts", "../plot-scripts");
    assertThat(said.err()).isEmpty();
    var written = Files.readAllLines(folder.resolve("FINDINGS.md"));
    var figures =
        written.subList(2, 2 + all.size()); // before them where it is from, then footnotes
    for (int i = 0; i < all.size(); i++) {
      var relation = all.get(i).judged().relation();
      var words = relation.measured(all.get(i).quantity());
      assertThat(figures.get(i))
          .startsWith(words)
          .satisfies(
              line ->
                  assertThat(verdict(line.substring(words.length()), words))
                      .as(line)
                      .isEqualTo(relation.verdict().word()));
    }
  }

  /// What asks for a comparison: its benchmark, what its sides share, and what they differ in.
  private static String placeholder(Compared compared, boolean besideLanes) {
    var comparison = compared.comparison();
    var shared = new LinkedHashMap<>(comparison.baseline().coordinates());
    var to = shared.remove(comparison.factor());
    if (besideLanes && !comparison.factor().equals(Cell.LANE)) {
      shared.putIfAbsent(Cell.LANE, "jvm");
    }
    var of = comparison.other().coordinates().get(comparison.factor());
    var words = new StringBuilder("{{ratio " + comparison.other().shortName());
    shared.forEach((name, value) -> words.append(" %s=\"%s\"".formatted(name, value)));
    return words
        + " of=\"%s\" to=\"%s\" what=%s}}"
            .formatted(
                Objects.requireNonNullElse(of, "jvm"), // which has no lane
                Objects.requireNonNullElse(to, "jvm"),
                compared.quantity().label());
  }

  /// The verdict behind a figure; where there is none, the figure itself says who is ahead.
  private static String verdict(String behind, String figure) {
    if (behind.startsWith(", ") && !behind.startsWith(", maybe")) {
      return behind.split("[ ,(\\[]+", 3)[1];
    }
    return figure.matches(".*\\b(faster|less|lower|shorter)\\b.*") ? "faster" : "slower";
  }

  @ParameterizedTest
  @MethodSource("runs")
  void compareSaysInsideEachSideWhatTheRunSays(Path run) throws IOException {
    Map<String, Compared> expected = new HashMap<>();
    comparisons(RunAnalysis.of(RunReader.read(run))).forEach(one -> expected.put(key(one), one));
    var said = Said.by("compare", "--format", "json", run, elsewhere(run));
    var document = new ObjectMapper().readTree(said.out());
    // Of what forks report beside their scores, which compare takes too, no question asks.
    var asked = Quantity.ASKED.stream().map(Quantity::label).toList();
    List<JsonNode> ratios = new ArrayList<>();
    document.at("/comparisons/0/ratios").forEach(ratios::add);
    ratios.removeIf(ratio -> !asked.contains(ratio.get("quantity").asText()));
    assertThat(ratios).as(said.err()).hasSameSizeAs(expected.keySet());
    for (var ratio : ratios) {
      var key =
          String.join(
              " ",
              ratio.get("quantity").asText(),
              ratio.get("contender").asText(),
              ratio.get("baseline").asText());
      var one = expected.get(key);
      assertThat(one).as(key).isNotNull();
      var inside = ratio.get("base");
      double ofTime = 1 / one.ratio().ratio();
      assertThat(inside.at("/ratio/ratio").asDouble()).isCloseTo(ofTime, within(1e-8 * ofTime));
      assertThat(inside.get("verdict").asText()).isEqualTo(one.verdict().word());
    }
  }

  /// The same run as if it were another's, of another machine: `compare` then shows its ratios.
  private Path elsewhere(Path run) throws IOException {
    var copy = Files.createDirectory(folder.resolve("elsewhere"));
    var manifest = Files.readString(run.resolve("run.json"));
    Files.writeString(
        copy.resolve("run.json"), manifest.replaceFirst("(\"model\" *: *\")", "$1Another "));
    var forks = Files.readString(run.resolve("forks.jsonl"));
    Files.writeString(copy.resolve("forks.jsonl"), forks.replaceFirst("\"wallMillis\":", "$01"));
    return copy;
  }

  private static String key(Compared compared) {
    return String.join(
        " ",
        compared.quantity().label(),
        compared.comparison().other().id(),
        compared.comparison().baseline().id());
  }

  /// All factors with an interval, such as `1.62x [1.50, 1.74]` and `7 % [3, 11]`.
  private static List<String> figures(String text) {
    return Pattern.compile("[\\d.]+(x| %) \\[-?[\\d.]+, -?[\\d.]+]")
        .matcher(text)
        .results()
        .map(found -> found.group())
        .toList();
  }

  private static String text(String markup) {
    return markup
        .replaceAll("</t[dh]>", " | ")
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replace("\\", "");
  }
}
