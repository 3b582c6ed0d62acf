package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Row;
import dev.threadmill.analysis.compare.Rule;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.analysis.compare.Side;
import dev.threadmill.comparison.Judged;
import dev.threadmill.questions.Names;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.Readable;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A comparison for people: what changed, worst first; how many rows did not; what was noticed;
/// and at the end the conditions of both sides.
final class ComparisonPage {
  private final PageWriter page;
  private final Set<String> said = new HashSet<>();

  ComparisonPage(PageWriter page) {
    this.page = page;
  }

  /// A row in words.
  ///
  /// @param relation of the new to the base; empty where the row is refused
  private record Shown(Row row, String name, String base, String other, String relation) {}

  void print(RunComparison comparison) {
    for (Against sides : comparison.sides()) {
      said.clear();
      page.heading(name(sides.other()) + " against " + name(sides.base()));
      var called = names(sides.scores());
      verdicts(sides.scores().stream().map(row -> shown(row, called)).toList(), "slower", "faster");
      if (!sides.ratios().isEmpty()) {
        page.paragraph(
            "Ratios inside each side, in which the speed of the machine cancels: the contender"
                + " named first against the second.");
        verdicts(
            sides.ratios().stream().map(ComparisonPage::shown).toList(),
            "with a smaller advantage in the new",
            "with a larger advantage in the new");
      }
      lone("Only in the base", sides.onlyInBase());
      lone("Only in the new", sides.onlyInOther());
      noticed(sides);
      mean(sides).ifPresent(page::paragraph);
      conditions(sides);
    }
    var spread = comparison.spread();
    page.paragraph(
        "Intervals are 95 %; q is the p-value adjusted for all rows. Less than "
            + Figures.percent(comparison.effect())
            + " counts as the same. Where a side has one run, runs "
            + (spread.assumed() ? "are assumed to differ by " : "differ by ")
            + Figures.percent(Math.sqrt(spread.variance()))
            + " in a score"
            + (spread.assumed() ? "." : ", as most benchmarks here or earlier runs show."));
  }

  private static String name(Side side) {
    return side.runs().stream().map(run -> run.run().name()).collect(Collectors.joining(" + "));
  }

  /// What rows are called: as the line of progress calls their cells, with its conditions where two
  /// would have one name.
  private static Map<Cell, String> names(List<Row.OfScores> rows) {
    var cells = rows.stream().map(Row.OfScores::cell).distinct().toList();
    var times = cells.stream().collect(Collectors.groupingBy(Names::of, Collectors.counting()));
    Map<Cell, String> names = new LinkedHashMap<>();
    for (var cell : cells) {
      var name = Names.of(cell);
      var all = Conditions.all(cell);
      names.put(
          cell, times.getOrDefault(name, 1L) == 1 || all.isEmpty() ? name : name + ", " + all);
    }
    return names;
  }

  private static Shown shown(Row.OfScores row, Map<Cell, String> names) {
    var judged = row.judged();
    return new Shown(
        row,
        named(names.getOrDefault(row.cell(), row.cell().id()), row.quantity()),
        score(row.base(), row.unit()),
        score(row.other(), row.unit()),
        judged == null ? "" : judged.relation().measured(row.quantity()));
  }

  private static Shown shown(Row.OfRatios row) {
    return new Shown(
        row,
        named(inWords(row.comparison()), row.quantity()),
        row.base().relation().measured(row.quantity()),
        row.other().relation().measured(row.quantity()),
        advantage(row.judged()));
  }

  private static String named(String cells, Quantity quantity) {
    return quantity == Quantity.TIME ? cells : cells + ": " + quantity.words();
  }

  private static String advantage(@Nullable Judged judged) {
    return judged == null
        ? ""
        : judged.relation().figure() + (judged.relation().isAhead() ? " larger" : " smaller");
  }

  /// `12.3 ns [11.9, 12.7] in 5 forks`
  private static String score(@Nullable ScoreEstimate score, String unit) {
    return score == null
        ? "none"
        : Readable.score(score, unit) + " in " + Readable.forks(score.forks());
  }

  /// What is certain of rows: the counts first, then those that changed, worst first.
  private void verdicts(List<Shown> all, String worse, String better) {
    var common = ofAll(all);
    var slower = changed(all, false);
    var faster = changed(all, true);
    var unreliable = having(all, Verdict.Unreliable.class::isInstance);
    var undecided = having(all, Verdict.Undecided.class::isInstance);
    long refused = all.stream().filter(shown -> shown.row().isRefused()).count();
    long same = having(all, Verdict.Same.class::isInstance).size();
    page.paragraph(
        Stream.of(
                    slower.size() + " " + worse,
                    faster.size() + " " + better,
                    same + " same",
                    undecided.size() + " undecided",
                    unreliable.size() + " unreliable",
                    refused + " refused")
                .filter(words -> !words.startsWith("0 "))
                .collect(Collectors.joining(", "))
            + (all.isEmpty() ? "Nothing to compare." : ", of " + Readable.rows(all.size()) + "."));
    table(capital(worse), slower, common, 31);
    table(capital(better), faster, common, 32);
    table("Unreliable", unreliable, common, 33);
    refusals(all);
    long excluding = undecided.stream().filter(shown -> excludesEqual(shown.row())).count();
    if (excluding > 0) {
      page.paragraph(
          (excluding == 1 ? "One undecided row has" : excluding + " undecided rows have")
              + " an interval that excludes no difference: among so many rows that happens by"
              + " chance.");
    }
    var news = common.stream().filter(said::add).toList();
    news.forEach(flag -> page.item("note", flag));
    page.end(!news.isEmpty());
    if (page.isMarkdown() && !all.isEmpty()) {
      page.print("<details><summary>All " + Readable.rows(all.size()) + "</summary>\n\n");
      table("", all, common, 0);
      page.print("</details>\n\n");
    }
  }

  private static boolean excludesEqual(Row row) {
    var ratio = row.ratio();
    var interval = ratio == null ? null : ratio.interval();
    return interval != null && !interval.contains(1);
  }

  private static List<Shown> changed(List<Shown> all, boolean faster) {
    return all.stream()
        .filter(
            shown ->
                shown.row().verdict() instanceof Verdict.Different different
                    && different.faster() == faster)
        .sorted(Comparator.comparingDouble(shown -> -factor(shown.row())))
        .toList();
  }

  private static double factor(Row row) {
    var judged = row.judged();
    return judged == null ? 1 : judged.relation().factor();
  }

  private static List<Shown> having(List<Shown> all, Predicate<@Nullable Verdict> verdict) {
    return all.stream().filter(shown -> verdict.test(shown.row().verdict())).toList();
  }

  /// Rows under a title: in Markdown a table, in text two lines each, which fit any terminal.
  private void table(String title, List<Shown> rows, Set<String> common, int colour) {
    if (rows.isEmpty()) {
      return;
    }
    if (!title.isEmpty()) {
      page.title(title, colour);
    }
    if (page.isMarkdown()) {
      List<List<String>> lines = new ArrayList<>();
      for (var shown : rows) {
        lines.add(
            Stream.of(shown.name(), shown.base(), shown.other(), shown.relation(), words(shown))
                .map(MarkdownText::of)
                .toList());
      }
      page.print(
          MarkdownText.table(List.of("what", "base", "new", "new to base", "verdict"), lines));
    } else {
      for (var shown : rows) {
        page.wrapped("  ", shown.name());
        var figures = shown.base() + " -> " + shown.other() + ": " + shown.relation();
        var flags = flags(shown.row()).stream().filter(flag -> !common.contains(flag)).toList();
        var behind = flags.isEmpty() ? "" : " (" + String.join("; ", flags) + ")";
        page.wrapped("      ", figures + ", " + words(shown) + behind);
      }
    }
    page.end(true);
  }

  private static String words(Shown shown) {
    var verdict = shown.row().verdict();
    if (verdict == null) {
      return "refused: " + String.join("; ", reasons(shown.row()));
    }
    var q = Figures.probability(shown.row().q());
    var isClear = verdict instanceof Verdict.Different different && different.matters();
    return (isClear ? "" : verdict.words() + ", ") + "q " + q;
  }

  /// What was refused, by its reason, which is said once.
  private void refusals(List<Shown> all) {
    Map<String, Long> byReason =
        all.stream()
            .filter(shown -> shown.row().isRefused())
            .flatMap(shown -> reasons(shown.row()).stream())
            .collect(Collectors.groupingBy(any -> any, LinkedHashMap::new, Collectors.counting()));
    byReason.forEach((why, rows) -> page.item("refused", why + " (" + Readable.rows(rows) + ")"));
    page.end(!byReason.isEmpty());
  }

  private static List<String> reasons(Row row) {
    return row.objections().stream()
        .filter(objection -> effect(objection, row) == Rule.Effect.REFUSE)
        .map(Rule.Objection::sentence)
        .toList();
  }

  private static Rule.Effect effect(Rule.Objection objection, Row row) {
    return row instanceof Row.OfScores ? objection.rule().onScores() : objection.rule().onRatios();
  }

  private static List<String> flags(Row row) {
    return row.objections().stream()
        .filter(objection -> effect(objection, row) == Rule.Effect.FLAG)
        .map(Rule.Objection::sentence)
        .toList();
  }

  /// What is said of each of these rows, which is said once.
  private static Set<String> ofAll(List<Shown> rows) {
    var kept = rows.stream().map(Shown::row).filter(row -> !row.isRefused()).toList();
    Set<String> common = new LinkedHashSet<>();
    kept.forEach(row -> common.addAll(flags(row)));
    kept.forEach(row -> common.retainAll(flags(row)));
    return common;
  }

  /// A small run beside a big one leaves hundreds of cells alone: they are counted by benchmark.
  private void lone(String where, List<Cell> cells) {
    Map<String, Long> byBenchmark =
        cells.stream()
            .collect(
                Collectors.groupingBy(Names::benchmark, LinkedHashMap::new, Collectors.counting()));
    if (!cells.isEmpty()) {
      page.paragraph(
          byBenchmark.entrySet().stream()
              .map(one -> one.getKey() + " " + one.getValue())
              .collect(Collectors.joining(", ", where + ", by benchmark: ", "")));
    }
  }

  /// What was noticed about the forks: what differs in figures only is said once, by its worst,
  /// with how many rows it is about; and what was noticed about the sides.
  private void noticed(Against sides) {
    Map<String, List<Finding>> byKind = new TreeMap<>();
    for (var row : sides.scores()) {
      row.findings().stream()
          .filter(finding -> finding.level() != Level.NOTE)
          .collect(Collectors.toMap(ComparisonPage::kind, any -> any, (one, other) -> one))
          .forEach((kind, one) -> byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(one));
    }
    byKind.forEach(
        (kind, all) -> {
          var worst = all.stream().max(Comparator.comparing(Finding::level)).orElseThrow();
          var rows = all.size() == 1 ? "" : "; the worst is shown";
          page.item(
              "noticed",
              worst.code()
                  + " "
                  + worst.sentence()
                  + " ("
                  + Readable.rows(all.size())
                  + rows
                  + ")");
        });
    if (sides.ofMachines()) {
      page.item(
          "note",
          "Two machines: a score compares what they are as a whole; a ratio inside each side says"
              + " more, since the speed of the machine cancels in it");
    }
    page.end(!byKind.isEmpty() || sides.ofMachines());
  }

  private static String kind(Finding finding) {
    return (finding.code() + finding.sentence()).replaceAll("\\d[\\d.]*", "#");
  }

  private static Optional<String> mean(Against sides) {
    var mean = sides.mean();
    if (mean == null) {
      return Optional.empty();
    }
    boolean faster = mean.score() >= 1;
    var interval = mean.interval();
    return Optional.of(
        "Geometric mean over "
            + Readable.rows(mean.forks())
            + ": the new is "
            + Figures.factor(
                faster ? mean.score() : 1 / mean.score(),
                faster || interval == null ? interval : interval.inverse())
            + (faster ? " faster" : " slower")
            + (interval == null ? " (too few rows for an interval)" : "")
            + ", which describes these rows and no others.");
  }

  /// What differs between the sides in a line each; of what is the same only the names.
  private void conditions(Against sides) {
    sides.differences().forEach(one -> page.item(one.trait(), one.base() + " -> " + one.other()));
    var same = sides.agreements().stream().map(one -> one.trait()).toList();
    page.item("the same", same.isEmpty() ? "nothing that is known" : String.join(", ", same));
    page.end(true);
  }

  /// `Mutex against Arc, 4 platform threads`: what differs, and what both share.
  private static String inWords(Comparison comparison) {
    var other = comparison.other();
    var factor = comparison.factor();
    return Stream.of(
            Names.value(other, factor) + " against " + Names.value(comparison.baseline(), factor),
            factor.equals(Cell.CONTENDER) ? Names.threadKind(other) : Names.contender(other),
            Conditions.all(other),
            Names.subject(other))
        .filter(words -> !words.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /// The two cells of a comparison by what differs between them, and what they share.
  static String name(Comparison comparison) {
    String factor = comparison.factor();
    Map<String, String> shared = comparison.baseline().coordinates();
    String rest =
        shared.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(factor))
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    return comparison.baseline().shortName()
        + (rest.isEmpty() ? "" : "[" + rest + "]")
        + " "
        + comparison.other().coordinates().getOrDefault(factor, "")
        + "/"
        + comparison.baseline().coordinates().getOrDefault(factor, "");
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
