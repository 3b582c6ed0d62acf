package dev.threadmill.report.findings;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.questions.Names;
import dev.threadmill.questions.Questions;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.Html;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.Readable;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Figure;
import dev.threadmill.report.table.Source;
import dev.threadmill.report.table.Tail;
import dev.threadmill.results.Cell;
import dev.threadmill.results.FlamePage;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunReader;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The Markdown that stands in place of placeholders. A figure that is not to be had is words that
/// say why.
final class Quotes {
  private static final List<String> KINDS =
      List.of(
          "ratio,compare,score,cpu,scores,metric,latency,profile,chart,claims,machines,repeat,begin,end"
              .split(","));

  /// Where a run is kept and what it is called is up to whoever repeats it; JDKs are named anew.
  private static final Set<String> OF_THE_RUN = Set.of("--out", "--machine", "--resume", "--jdk");

  /// The options that say what is measured.
  private static final Set<String> ASKING =
      Set.of("--preset", "--include", "--param", "--cores", "--jdk");

  private final Map<String, QuotedRun> runs;
  private final QuotedCharts charts;
  private final Path document;
  private final Map<String, String> footnotes = new LinkedHashMap<>(); // the mark of each

  /// @param document what the quotes are for, where links start from
  Quotes(Map<String, QuotedRun> runs, QuotedCharts charts, Path document) {
    this.runs = runs;
    this.charts = charts;
    this.document = document;
  }

  /// A run of a template's head.
  record QuotedRun(String alias, Path folder, Source source) {
    /// The runs of a template by alias, in the order of its head.
    static Map<String, QuotedRun> all(Map<String, Path> folders) {
      var analyses =
          folders.values().stream().map(path -> RunAnalysis.of(RunReader.read(path))).toList();
      var sources = Source.of(analyses).iterator();
      Map<String, QuotedRun> runs = new LinkedHashMap<>();
      folders.forEach((alias, path) -> runs.put(alias, new QuotedRun(alias, path, sources.next())));
      return runs;
    }

    /// The runs that a placeholder names, with commas, or the first.
    static List<QuotedRun> all(Placeholder quote, Map<String, QuotedRun> runs) {
      var first = runs.keySet().iterator().next();
      List<QuotedRun> named = new ArrayList<>();
      for (var alias : quote.options().getOrDefault(Placeholder.RUN, first).split(",", -1)) {
        var run = runs.get(alias);
        if (run == null) {
          throw quote.lacks(alias, runs.keySet(), "names the run \"%s\", and the head has ", alias);
        }
        named.add(run);
      }
      return named;
    }
  }

  /// @param noted whether the text has room for footnotes, as parts of other files have not
  String of(Placeholder quote, boolean noted) {
    return switch (quote.kind()) {
      case "ratio" -> compared(quote, answer -> seenFromTheFirst(answer, noted));
      case "compare" -> compared(quote, Quotes::sentence);
      case "score" -> figure(quote, (run, cell) -> score(quote, run, cell));
      case "cpu" -> figure(quote, (run, cell) -> cpu(quote, run.source(), cell));
      case "scores" -> QuotedTables.scores(quote, run(quote));
      case "metric" -> figure(quote, (run, cell) -> metric(quote, run.source(), cell), "metric");
      case "latency" ->
          figure(quote, (run, cell) -> latency(quote, run.source(), cell), "at", "histogram");
      case "profile" ->
          figure(quote, (run, cell) -> profile(quote, run, cell, noted), "profile", "frame");
      case "chart" -> charts.of(quote);
      case "claims" -> QuotedTables.claims(quote, QuotedRun.all(quote, runs));
      case "machines" -> QuotedTables.machines(quote, runs, document);
      case "repeat" -> repeat(quote, run(quote));
      default ->
          throw quote.lacks(quote.kind(), KINDS, "is nothing that can be quoted: there are ");
    };
  }

  /// What the document says at its end, in the order in which the text refers to it.
  String footnotes() {
    return footnotes.entrySet().stream()
        .map(note -> note.getValue() + ": " + note.getKey())
        .collect(Collectors.joining("\n"));
  }

  private QuotedRun run(Placeholder quote) {
    var named = QuotedRun.all(quote, runs);
    if (named.size() > 1) {
      throw quote.fault("takes one run");
    }
    return named.getFirst();
  }

  /// Why a cell has no figure, if it has none.
  private static Optional<String> missing(CellResult result) {
    return Optional.of(result.why().replaceFirst("\\.$", ""))
        .filter(words -> !words.isEmpty())
        .map(MarkdownText::of);
  }

  /// The first sentence of a text as a part of another; the others say what to do.
  private static String within(String text) {
    return MarkdownText.of(text.strip().replaceFirst("\\.( .*)?$", ""));
  }

  private String compared(Placeholder quote, Function<Answer, String> words) {
    quote.takes(1, true, "of", "to", "what");
    var known = Quantity.ASKED.stream().map(Quantity::label).toList();
    var what = quote.oneOf("what", Quantity.TIME.label(), known);
    var quantity = Quantity.asked(what);
    var source = run(quote).source();
    var pair = new CellSearch(quote, run(quote)).pair();
    if (quantity.isTime() && source.isPaced(pair.other())) {
      throw quote.fault("asks for the time of what works at a set rate: say what=latency");
    }
    return Stream.of(pair.other(), pair.baseline())
        .flatMap(cell -> missing(source.result(cell)).stream())
        .findFirst()
        .or(() -> Answer.of(quantity, source, pair).map(words))
        .orElse("n/a: too little was recorded to compare by");
  }

  /// `1.62x [1.50, 1.74] slower`, with the verdict behind it where that is another word.
  private String seenFromTheFirst(Answer answer, boolean noted) {
    var words = answer.relation().measured(answer.quantity());
    return switch (answer.verdict()) {
      case Verdict.Different different -> words + answer.relation().doubt();
      case Verdict.Unreliable unreliable -> {
        var reason = within(unreliable.reason().sentence());
        yield words + ", unreliable" + (noted ? footnote(reason) : " (" + reason + ")");
      }
      case Verdict other -> words + ", " + other.words();
    };
  }

  /// `Mutex is 1.62x [1.50, 1.74] faster than Arc`.
  private static String sentence(Answer answer) {
    var pair = answer.comparison();
    var sentence =
        answer
            .relation()
            .sentence(answer.quantity(), answer.side(pair.other()), answer.side(pair.baseline()));
    return MarkdownText.of(
        answer.verdict() instanceof Verdict.Unreliable unreliable
            ? sentence + " (" + within(unreliable.reason().sentence()) + ")"
            : sentence);
  }

  /// A figure of the only cell that a placeholder names, or why there is none.
  private String figure(
      Placeholder quote, BiFunction<QuotedRun, Cell, String> words, String... options) {
    quote.takes(1, true, options);
    var run = run(quote);
    var cell = new CellSearch(quote, run).one();
    return missing(run.source().result(cell)).orElseGet(() -> words.apply(run, cell));
  }

  /// The score of a cell: a time of an operation, with its interval.
  static String score(Placeholder quote, QuotedRun run, Cell cell) {
    var source = run.source();
    var result = source.result(cell);
    if (source.isPaced(cell)) {
      throw quote.fault("asks for the time of what works at a set rate: quote its latency");
    }
    var score = result.score();
    if (score == null) {
      return missing(result).orElse("n/a");
    }
    var text =
        Answer.over(Quantity.TIME, source, cell)
            .map(figure -> Readable.in("ns", figure))
            .orElseGet(() -> MarkdownText.of(Readable.in(result.unit(), Figure.of(score))));
    return text
        + result.findings().stream()
            .filter(finding -> finding.level() == Level.BAD)
            .map(Finding::sentence)
            .map(sentence -> " (unreliable: " + within(sentence) + ")")
            .findFirst()
            .orElse("");
  }

  /// The CPU time of an operation, on all CPUs together.
  private static String cpu(Placeholder quote, Source source, Cell cell) {
    double nanos =
        source
            .cpuNanos(cell)
            .orElseThrow(() -> quote.fault("asks for a CPU time that was not recorded"));
    return Readable.in("ns", Figure.fact(nanos));
  }

  private static String metric(Placeholder quote, Source source, Cell cell) {
    Map<String, String> units = new TreeMap<>();
    source.ended(cell).stream()
        .flatMap(fork -> fork.measured().stream())
        .forEach(
            iteration ->
                iteration.metrics().forEach((metric, value) -> units.put(metric, value.unit())));
    quote.need("metric");
    var name = quote.oneOf("metric", "", units.keySet());
    var unit = String.valueOf(units.get(name));
    double[] forks = source.metrics(cell, name);
    boolean same = Arrays.stream(forks).distinct().count() == 1; // such as a number of carriers
    if (!same && Arrays.stream(forks).allMatch(value -> value > 0)) {
      return MarkdownText.of(Readable.in(unit, Figure.over(forks)));
    }
    double mean = same ? forks[0] : Arrays.stream(forks).average().orElse(0);
    return MarkdownText.of(Readable.in(unit, Figure.fact(mean)))
        + (same
            ? ""
            : " (mean of %s, not all of them above 0)".formatted(Readable.forks(forks.length)));
  }

  private static String latency(Placeholder quote, Source source, Cell cell) {
    var names = LatencyFiles.names(source.ended(cell));
    var name = quote.oneOf("histogram", "latency", names);
    var known =
        Tail.PERCENTILES.stream().map(at -> String.valueOf(at).replaceFirst("\\.0$", "")).toList();
    var at = quote.oneOf("at", "", known);
    return Tail.over(source.tails(cell, name), Tail.PERCENTILES.get(known.indexOf(at)))
        .map(figure -> Readable.in("ns", figure))
        .orElse("n/a: too few were recorded to show it");
  }

  /// The share of a profile in which a frame is on the stack, with a footnote that links to the
  /// flame graph.
  private String profile(Placeholder quote, QuotedRun run, Cell cell, boolean noted) {
    var frame = quote.need("frame");
    var kinds = Arrays.stream(ProfileKind.values()).map(ProfileKind::label).toList();
    var kind = quote.oneOf("profile", ProfileKind.CPU.label(), kinds);
    if (!Files.isDirectory(run.folder())) {
      throw quote.fault("asks for a profile of a JMH file, which has none");
    }
    try {
      var folder = RunFolder.open(run.folder());
      var profiles = ProfileIndex.read(folder).profiles();
      var own =
          profiles.stream()
              .filter(profile -> profile.cell().equals(cell.id()) && profile.file() != null)
              .filter(profile -> profile.kind().label().equals(kind))
              .findFirst()
              .orElseThrow(() -> quote.fault("finds no %s profile of %s", kind, cell.id()));
      var page =
          ProfileIndex.page(folder, own)
              .orElseThrow(() -> quote.fault("names a flame graph that is gone"));
      double share = share(page, frame);
      // A frame that one profile lacks is a finding; one that all lack is a slip of the pen.
      if (share == 0 && !isAnywhere(folder, profiles, frame)) {
        throw quote.fault("finds no frame %s in any profile of this run", frame);
      }
      var link =
          Html.url(document, page)
              .filter(url -> noted)
              .map(
                  url ->
                      "[Flame graph](%s) of %s, %s"
                          .formatted(url, MarkdownText.of(Names.of(cell)), kind));
      return Figures.percent(share) + link.map(this::footnote).orElse("");
    } catch (IOException e) {
      throw quote.fault("cannot read a flame graph: " + e.getMessage());
    }
  }

  /// The mark of a footnote in the text; what is said twice has one footnote.
  private String footnote(String words) {
    return footnotes.computeIfAbsent(words, any -> "[^" + (footnotes.size() + 1) + "]");
  }

  private static boolean isAnywhere(RunFolder folder, List<Profile> profiles, String frame)
      throws IOException {
    for (var profile : profiles) {
      var page = ProfileIndex.page(folder, profile);
      if (page.isPresent() && share(page.get(), frame) > 0) {
        return true;
      }
    }
    return false;
  }

  /// @param frame its end, as `Thread.start0`, or all of it
  private static double share(Path page, String frame) throws IOException {
    var on =
        Pattern.compile(
            "(^|;)([^;]*\\.)?" + Pattern.quote(frame) + "(_\\[[a-z0-9]+\\])?(;| [^ ;]*$)");
    var stacks = FlamePage.stacks(page);
    long all = stacks.stream().mapToLong(FlamePage::weight).sum();
    var with = stacks.stream().filter(stack -> on.matcher(stack).find());
    return all == 0 ? 0 : (double) with.mapToLong(FlamePage::weight).sum() / all;
  }

  /// The command that measures again what a placeholder names: some cells, or the whole run.
  private static String repeat(Placeholder quote, QuotedRun run) {
    quote.takes(1, true);
    var manifest = run.source().run().manifest();
    if (manifest == null) {
      throw quote.fault("asks how a JMH file was made, which it does not tell");
    }
    var words =
        quote.words().isEmpty()
            ? whole(manifest.command(), run.source())
            : run.source().again(new CellSearch(quote, run).all());
    return MarkdownText.code(
        "java -jar benchmarks/target/benchmarks.jar " + ShortCommand.typed(words));
  }

  /// The command of a run, as it was typed or by its questions, whichever is shorter.
  private static List<String> whole(List<String> command, Source source) {
    var cells = source.run().cells();
    var typed = ShortCommand.without(command, OF_THE_RUN);
    var jdks =
        cells.stream()
            .filter(cell -> cell.jdk() != null)
            .map(source::jdkToType)
            .distinct()
            .collect(Collectors.joining(","));
    if (!jdks.isEmpty()) {
      typed.addAll(List.of("--jdk", jdks));
    }
    var asked = new ArrayList<>(source.again(cells));
    ShortCommand.without(typed, ASKING).stream()
        .filter(word -> !word.equals("run") && Questions.find(word).isEmpty())
        .forEach(asked::add);
    return String.join(" ", typed).length() <= String.join(" ", asked).length() ? typed : asked;
  }
}
