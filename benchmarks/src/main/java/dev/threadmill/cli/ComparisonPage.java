package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Row;
import dev.threadmill.analysis.compare.Rule;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.analysis.compare.Side;
import dev.threadmill.questions.Names;
import dev.threadmill.report.Readable;
import dev.threadmill.report.table.Conditions;
import dev.threadmill.report.table.Figure;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
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
import java.util.Set;
import java.util.TreeMap;
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
      var times =
          counted(sides.scores().stream().map(Row.OfScores::cell).distinct().map(Names::of));
      verdicts(sides.scores().stream().map(row -> shown(row, times)).toList(), "slower", "faster");
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
      if (sides.mean() != null) {
        mean(sides.mean());
      }
      conditions(sides);
    }
    var spread = comparison.spread();
    page.paragraph(
        ("Intervals are 95 %%; q is the p-value adjusted for all rows. Less than %s counts as the"
                + " same. Where a side has one run, runs %s %s in a score%s.")
            .formatted(
                Figures.percent(comparison.effect()),
                spread.assumed() ? "are assumed to differ by" : "differ by",
                Figures.percent(Math.sqrt(spread.variance())),
                spread.assumed() ? "" : ", as most benchmarks here or earlier runs show"));
  }

  private static String name(Side side) {
    return side.runs().stream().map(run -> run.run().name()).collect(Collectors.joining(" + "));
  }

  private static String listed(String... words) {
    return Stream.of(words)
        .filter(word -> !word.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /// A row is called as the line of progress calls its cell, with its conditions where two would
  /// have one name.
  private static Shown shown(Row.OfScores row, Map<String, Long> times) {
    var judged = row.judged();
    var name = Names.of(row.cell());
    boolean alone = times.getOrDefault(name, 1L) == 1;
    return new Shown(
        row,
        named(alone ? name : listed(name, Conditions.all(row.cell())), row.quantity()),
        score(row.base(), row.unit()),
        score(row.other(), row.unit()),
        judged == null ? "" : judged.relation().measured(row.quantity()));
  }

  private static Shown shown(Row.OfRatios row) {
    var relation = row.judged() == null ? null : row.judged().relation();
    return new Shown(
        row,
        named(inWords(row.comparison()), row.quantity()),
        row.base().relation().measured(row.quantity()),
        row.other().relation().measured(row.quantity()),
        relation == null ? "" : relation.larger());
  }

  private static String named(String cells, Quantity quantity) {
    return quantity == Quantity.TIME ? cells : cells + ": " + quantity.words();
  }

  /// `12.3 ns [11.9, 12.7] in 5 forks`
  private static String score(@Nullable ScoreEstimate score, String unit) {
    if (score == null) {
      return "none";
    }
    var figure = Readable.in(unit, Figure.of(score));
    return score.interval() == null ? figure : figure + " in " + Readable.forks(score.forks());
  }

  /// What is certain of rows: the counts first, then those that changed, worst first.
  private void verdicts(List<Shown> all, String worse, String better) {
    var common = ofAll(all);
    var called = Map.of("slower", worse, "faster", better);
    var rows = all.stream().collect(Collectors.groupingBy(ComparisonPage::word));
    page.paragraph(
        Stream.of("slower", "faster", "same", "undecided", "unreliable", "refused")
                .filter(rows::containsKey)
                .map(word -> of(rows, word).size() + " " + called.getOrDefault(word, word))
                .collect(Collectors.joining(", "))
            + (all.isEmpty() ? "Nothing to compare." : ", of " + Readable.rows(all.size()) + "."));
    var worstFirst = Comparator.comparingDouble(ComparisonPage::factor).reversed();
    table(capital(worse), of(rows, "slower").stream().sorted(worstFirst).toList(), common, 31);
    table(capital(better), of(rows, "faster").stream().sorted(worstFirst).toList(), common, 32);
    table("Unreliable", of(rows, "unreliable"), common, 33);
    // A reason is said once.
    var refused =
        counted(
            of(rows, "refused").stream()
                .flatMap(shown -> reasons(shown.row(), Rule.Effect.REFUSE).stream()));
    refused.forEach((why, times) -> page.item("refused", why + " (" + Readable.rows(times) + ")"));
    page.end(!refused.isEmpty());
    long excluding =
        of(rows, "undecided").stream()
            .map(shown -> shown.row().ratio())
            .map(ratio -> ratio == null ? null : ratio.interval())
            .filter(interval -> interval != null && !interval.contains(1))
            .count();
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

  private static List<Shown> of(Map<String, List<Shown>> rows, String word) {
    return rows.getOrDefault(word, List.of());
  }

  private static String word(Shown shown) {
    var verdict = shown.row().verdict();
    return verdict == null ? "refused" : verdict.word();
  }

  private static double factor(Shown shown) {
    var judged = shown.row().judged();
    return judged == null ? 1 : judged.relation().factor();
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
      page.table(
          List.of("what", "base", "new", "new to base", "verdict"),
          rows.stream()
              .map(one -> List.of(one.name(), one.base(), one.other(), one.relation(), words(one)))
              .toList());
    } else {
      for (var shown : rows) {
        page.wrapped("  ", shown.name());
        var figures = shown.base() + " -> " + shown.other() + ": " + shown.relation();
        var flags = reasons(shown.row(), Rule.Effect.FLAG);
        flags.removeAll(common);
        var behind = flags.isEmpty() ? "" : " (" + String.join("; ", flags) + ")";
        page.wrapped("      ", figures + ", " + words(shown) + behind);
      }
    }
    page.end(true);
  }

  private static String words(Shown shown) {
    var verdict = shown.row().verdict();
    if (verdict == null) {
      return "refused: " + String.join("; ", reasons(shown.row(), Rule.Effect.REFUSE));
    }
    var q = Figures.probability(shown.row().q());
    var isClear = verdict instanceof Verdict.Different different && different.matters();
    return (isClear ? "" : verdict.words() + ", ") + "q " + q;
  }

  private static Map<String, Long> counted(Stream<String> words) {
    return words.collect(
        Collectors.groupingBy(any -> any, LinkedHashMap::new, Collectors.counting()));
  }

  /// The objections to a row that have this effect on it.
  private static List<String> reasons(Row row, Rule.Effect effect) {
    return row.objections().stream()
        .filter(
            objection ->
                effect
                    == (row instanceof Row.OfScores
                        ? objection.rule().onScores()
                        : objection.rule().onRatios()))
        .map(Rule.Objection::sentence)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /// What is said of each of these rows, which is said once.
  private static Set<String> ofAll(List<Shown> rows) {
    Set<String> common = new LinkedHashSet<>();
    var flags =
        rows.stream()
            .filter(shown -> !shown.row().isRefused())
            .map(shown -> reasons(shown.row(), Rule.Effect.FLAG))
            .toList();
    flags.forEach(common::addAll);
    flags.forEach(common::retainAll);
    return common;
  }

  /// A small run beside a big one leaves hundreds of cells alone: they are counted by benchmark.
  private void lone(String where, List<Cell> cells) {
    if (!cells.isEmpty()) {
      page.paragraph(
          counted(cells.stream().map(Names::benchmark)).entrySet().stream()
              .map(one -> one.getKey() + " " + one.getValue())
              .collect(Collectors.joining(", ", where + ", by benchmark: ", "")));
    }
  }

  /// What was noticed about the forks: what differs in figures only is said once, by its worst,
  /// with how many rows it is about; and what was noticed about the sides.
  private void noticed(Against sides) {
    // Of each row one.
    var byKind =
        sides.scores().stream()
            .map(row -> row.findings().stream().filter(one -> one.level() != Level.NOTE))
            .map(
                all -> all.collect(Collectors.toMap(ComparisonPage::kind, any -> any, (a, b) -> a)))
            .flatMap(kinds -> kinds.values().stream())
            .collect(
                Collectors.groupingBy(ComparisonPage::kind, TreeMap::new, Collectors.toList()));
    byKind.forEach(
        (kind, all) -> {
          var worst = all.stream().max(Comparator.comparing(Finding::level)).orElseThrow();
          var rows = Readable.rows(all.size()) + (all.size() == 1 ? "" : "; the worst is shown");
          page.item("noticed", worst.code() + " " + worst.sentence() + " (" + rows + ")");
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

  private void mean(ScoreEstimate mean) {
    boolean faster = mean.score() >= 1;
    var interval = mean.interval();
    page.paragraph(
        "Geometric mean over %s: the new is %s %s%s, which describes these rows and no others."
            .formatted(
                Readable.rows(mean.forks()),
                Figures.factor(
                    faster ? mean.score() : 1 / mean.score(),
                    faster || interval == null ? interval : interval.inverse()),
                faster ? "faster" : "slower",
                interval == null ? " (too few rows for an interval)" : ""));
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
    return listed(
        Names.value(other, factor) + " against " + Names.value(comparison.baseline(), factor),
        factor.equals(Cell.CONTENDER) ? Names.threadKind(other) : Names.contender(other),
        Conditions.all(other),
        Names.subject(other));
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
