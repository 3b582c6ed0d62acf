package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Row;
import dev.threadmill.analysis.compare.Rule;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.analysis.compare.Side;
import dev.threadmill.questions.Names;
import dev.threadmill.report.Readable;
import dev.threadmill.report.table.Figure;
import dev.threadmill.results.Cell;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A comparison for people: what changed, worst first; how many rows did not; what was noticed;
/// and at the end the conditions of both sides. In Markdown all but the changes is folded.
final class ComparisonPage {
  private final PageWriter page;

  ComparisonPage(PageWriter page) {
    this.page = page;
  }

  /// A row in words.
  ///
  /// @param relation of the new to the base; empty where the row is refused
  /// @param refusals why it is refused, if it is
  private record Shown(
      Row row, String name, String base, String other, String relation, List<String> refusals) {
    Shown without(Set<String> said) {
      var left = refusals.stream().filter(why -> !said.contains(why)).toList();
      return new Shown(row, name, base, other, relation, left);
    }
  }

  void print(RunComparison comparison) {
    for (Against sides : comparison.sides()) {
      page.heading(name(sides.other()) + " against " + name(sides.base()));
      if (scoresTell(sides)) {
        scores(sides, "");
      }
      if (!sides.ratios().isEmpty()) {
        ratios(sides);
      }
      if (!scoresTell(sides)) {
        scores(sides, "No score can be compared: ");
      }
      page.fold("Notes and conditions");
      lone("Only in the base", sides.onlyInBase());
      lone("Only in the new", sides.onlyInOther());
      notes(sides);
      noticed(sides);
      if (sides.mean() != null && sides.mean().forks() > 1) {
        mean(sides.mean());
      }
      conditions(sides);
      page.unfold();
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

  /// Whether scores say anything. Where they do not, what is refused is the last thing to read.
  private static boolean scoresTell(Against sides) {
    return sides.ratios().isEmpty() || !sides.scores().stream().allMatch(Row::isRefused);
  }

  private static String name(Side side) {
    return side.runs().stream().map(run -> run.run().name()).collect(Collectors.joining(" + "));
  }

  private void scores(Against sides, String before) {
    var names = new RowNames(sides.scores());
    verdicts(
        before,
        sides.scores().stream().map(row -> shown(row, names.of(row))).toList(),
        "slower",
        "faster");
  }

  private void ratios(Against sides) {
    var names = new RowNames(sides.ratios());
    page.paragraph(
        "Ratios within each run, in which the speed of the machine cancels: how the contender named"
            + " first stands to the second.");
    verdicts(
        "",
        sides.ratios().stream().map(row -> shown(row, names.of(row))).toList(),
        "worse in the new",
        "better in the new");
  }

  private static Shown shown(Row.OfScores row, String name) {
    var relation = row.judged() == null ? null : row.judged().relation();
    return new Shown(
        row,
        name,
        score(row.base(), row.unit()),
        score(row.other(), row.unit()),
        relation == null ? "" : relation.measured(row.quantity()) + relation.doubt(),
        sentences(row, Rule.Effect.REFUSE).toList());
  }

  private static Shown shown(Row.OfRatios row, String name) {
    var relation = row.judged() == null ? null : row.judged().relation();
    return new Shown(
        row,
        name,
        row.base().relation().measured(row.quantity()),
        row.other().relation().measured(row.quantity()),
        relation == null ? "" : relation.changed(),
        sentences(row, Rule.Effect.REFUSE).toList());
  }

  /// `12.3 ns [11.9, 12.7] in 5 forks`
  private static String score(@Nullable ScoreEstimate score, String unit) {
    if (score == null) {
      return "none";
    }
    if (score.score() <= 1 && unit.equals("B/op")) {
      return "at most 1 B/op"; // below, figures are no difference
    }
    var figure = Readable.in(unit, Figure.of(score));
    return score.interval() == null ? figure : figure + " in " + Readable.forks(score.forks());
  }

  /// What is certain of rows: the counts first, then those that changed, worst first.
  private void verdicts(String before, List<Shown> all, String worse, String better) {
    var called = Map.of("slower", worse, "faster", better);
    var rows = all.stream().collect(Collectors.groupingBy(ComparisonPage::word));
    page.paragraph(
        before
            + Stream.of("slower", "faster", "same", "undecided", "unreliable", "refused")
                .filter(rows::containsKey)
                .map(word -> of(rows, word).size() + " " + called.getOrDefault(word, word))
                .collect(Collectors.joining(", "))
            + (all.isEmpty() ? "Nothing to compare." : ", of " + Readable.rows(all.size()) + "."));
    var worstFirst = Comparator.comparingDouble(ComparisonPage::factor).reversed();
    table(capital(worse), of(rows, "slower").stream().sorted(worstFirst).toList(), 31);
    table(capital(better), of(rows, "faster").stream().sorted(worstFirst).toList(), 32);
    table("Unreliable", of(rows, "unreliable"), 33);
    var maybeChance =
        of(rows, "undecided").stream().filter(shown -> shown.row().isMaybeChance()).toList();
    table("Undecided, though the interval excludes no difference", maybeChance, 33);
    var refused = of(rows, "refused").stream().map(Shown::row).toList();
    counted(refused, Rule.Effect.REFUSE)
        .forEach((why, count) -> page.item("refused", why + " (" + Readable.rows(count) + ")"));
    page.end(!refused.isEmpty());
    var said = ofAll(refused);
    var rest =
        all.stream()
            .filter(shown -> Set.of("same", "undecided", "refused").contains(word(shown)))
            .filter(shown -> !shown.row().isMaybeChance())
            .map(shown -> shown.without(said))
            .toList();
    if (page.isMarkdown() && !rest.isEmpty()) {
      page.fold((rest.size() < all.size() ? "The other rows" : "All rows") + ": " + rest.size());
      table("", rest, 0);
      page.unfold();
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
  private void table(String title, List<Shown> rows, int colour) {
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
        page.wrapped("      ", figures + ", " + words(shown));
      }
    }
    page.end(true);
  }

  private static String words(Shown shown) {
    var row = shown.row();
    var verdict = row.verdict();
    if (verdict == null) {
      var why = String.join("; ", shown.refusals());
      return why.isEmpty() ? "refused" : "refused: " + why;
    }
    var judged =
        verdict instanceof Verdict.Different
            ? "" // which the relation says
            : row.isMaybeChance()
                ? "undecided (of so many rows some differ by chance)"
                : verdict.words();
    return Readable.listed(judged, "q " + Figures.probability(row.q()));
  }

  /// What is said against a row with this effect on it.
  private static Stream<String> sentences(Row row, Rule.Effect effect) {
    return row.objections().stream()
        .filter(
            objection ->
                effect
                    == (row instanceof Row.OfScores
                        ? objection.rule().onScores()
                        : objection.rule().onRatios()))
        .map(Rule.Objection::sentence);
  }

  /// What is said of these rows, each once, with how many rows it is about. Sentences that are
  /// alike but for their figures are told by the first of them.
  private static Map<String, Integer> counted(Collection<? extends Row> rows, Rule.Effect effect) {
    Map<String, String> first = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (var row : rows) {
      sentences(row, effect)
          .peek(sentence -> first.putIfAbsent(kind(sentence), sentence))
          .map(ComparisonPage::kind)
          .distinct()
          .forEach(kind -> counts.merge(Objects.requireNonNull(first.get(kind)), 1, Integer::sum));
    }
    return counts;
  }

  /// Why each of these rows is refused, which is said once.
  private static Set<String> ofAll(List<Row> refused) {
    Set<String> common = new LinkedHashSet<>();
    var each = refused.stream().map(row -> sentences(row, Rule.Effect.REFUSE).toList()).toList();
    each.forEach(common::addAll);
    each.forEach(common::retainAll);
    return common;
  }

  /// A small run beside a big one leaves hundreds of cells alone: they are counted by benchmark.
  private void lone(String where, List<Cell> cells) {
    if (!cells.isEmpty()) {
      var byBenchmark =
          cells.stream()
              .collect(
                  Collectors.groupingBy(
                      Names::benchmark, LinkedHashMap::new, Collectors.counting()));
      page.paragraph(
          byBenchmark.entrySet().stream()
              .map(one -> one.getKey() + " " + one.getValue())
              .collect(Collectors.joining(", ", where + ", by benchmark: ", "")));
    }
  }

  /// What differs between the sides and does not forbid to compare them.
  private void notes(Against sides) {
    var compared =
        Stream.<Row>concat(sides.scores().stream(), sides.ratios().stream())
            .filter(row -> !row.isRefused())
            .toList();
    var flags = counted(compared, Rule.Effect.FLAG);
    flags.remove(Rule.CLASS.words()); // which is said in other words
    flags.forEach(
        (flag, count) ->
            page.item(
                "note",
                count == compared.size()
                    ? flag
                    : flag.replaceFirst("\\.$", "") + " (" + Readable.rows(count) + ")"));
    if (sides.assumesTheSameQuestion()) {
      page.item(
          "note",
          "The code of some benchmarks differs: their ratios are compared as if the same question"
              + " meant the same in both jars");
    }
    if (sides.ofMachines() && scoresTell(sides)) {
      page.item(
          "note",
          "Two machines: a score compares what they are as a whole; a ratio within each run says"
              + " more, since the speed of the machine cancels in it");
    }
    page.end(!compared.isEmpty());
  }

  /// What was noticed about the forks: what differs in figures only is said once, by its worst,
  /// with how many rows it is about.
  private void noticed(Against sides) {
    // Of each row one.
    var byKind =
        sides.scores().stream()
            .map(row -> row.findings().stream().filter(one -> one.level() != Level.NOTE))
            .map(
                all ->
                    all.collect(
                        Collectors.toMap(
                            found -> kind(found.code() + found.sentence()),
                            any -> any,
                            (a, b) -> a)))
            .flatMap(kinds -> kinds.entrySet().stream())
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    byKind.forEach(
        (kind, all) -> {
          var worst = all.stream().max(Comparator.comparing(Finding::level)).orElseThrow();
          var rows = Readable.rows(all.size()) + (all.size() == 1 ? "" : "; the worst is shown");
          page.item("noticed", worst.code() + " " + worst.sentence() + " (" + rows + ")");
        });
    page.end(!byKind.isEmpty());
  }

  private static String kind(String sentence) {
    return sentence.replaceAll("\\d[\\d.]*", "#");
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
    sides.differences().forEach(one -> page.item(one.trait(), one.words()));
    var same = sides.agreements().stream().map(one -> one.trait()).toList();
    page.item("the same", same.isEmpty() ? "nothing that is known" : String.join(", ", same));
    page.end(true);
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
