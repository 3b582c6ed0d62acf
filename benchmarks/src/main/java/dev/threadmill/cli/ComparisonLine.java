package dev.threadmill.cli;

import dev.threadmill.analysis.Compared;
import dev.threadmill.analysis.Quantity;
import dev.threadmill.report.Readable;
import dev.threadmill.report.table.Answer;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Verdict;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A comparison in a line: both sides, the ratio with its interval, and what may be said of it.
final class ComparisonLine {
  private ComparisonLine() {}

  static String of(Compared compared) {
    return line(sides(compared.comparison()), compared.ratio().ratio(), compared.ratio().interval())
        + words(compared.verdict());
  }

  /// `memory of a thread: VIRTUAL / PLATFORM  12.1 [11.8, 12.4]  1.9 kB / 23 kB`
  static String of(Answer answer) {
    var comparison = answer.comparison();
    var ratio = answer.ratio();
    if (answer.quantity() == Quantity.TIME) {
      return line(sides(comparison), ratio.ratio(), ratio.interval()) + words(answer.verdict());
    }
    var what = answer.quantity().words() + ": " + sides(comparison);
    return line(what, ratio.ratio(), ratio.interval())
        + amount(answer, comparison.other())
        + " / "
        + amount(answer, comparison.baseline())
        + doubt(answer.verdict());
  }

  private static String amount(Answer answer, Cell cell) {
    return answer
        .value(cell)
        .map(figure -> Readable.of(answer.quantity(), figure.value()))
        .orElse("?");
  }

  /// What the interval does not say by itself.
  private static String doubt(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Different decided -> "";
      case Verdict.Slight decided -> "";
      default -> ", " + words(verdict);
    };
  }

  private static String line(String what, double ratio, @Nullable Interval interval) {
    return String.format(Locale.ROOT, "%-58s %7.3g %-16s ", what, ratio, interval(interval));
  }

  private static String sides(Comparison comparison) {
    String factor = comparison.factor();
    return value(comparison.other(), factor)
        + " / "
        + value(comparison.baseline(), factor)
        + rest(comparison);
  }

  /// What forbids a verdict is said in full below the comparisons, once.
  private static String words(Verdict verdict) {
    return verdict instanceof Verdict.NotTrustworthy not
        ? "not trustworthy (" + not.reason().code() + ")"
        : verdict.words();
  }

  private static String value(Cell cell, String factor) {
    return named(factor, cell.coordinates().getOrDefault(factor, ""));
  }

  /// Contenders and kinds of thread say by themselves what they are, numbers do not.
  private static String named(String factor, String value) {
    return factor.equals(Cell.CONTENDER) || factor.equals(Cell.THREAD_KIND)
        ? value
        : factor + " " + value;
  }

  /// What both sides have in common beside the group's conditions.
  private static String rest(Comparison comparison) {
    var common = comparison.baseline().compared();
    common.remove(comparison.factor());
    return common.isEmpty()
        ? ""
        : common.entrySet().stream()
            .map(entry -> named(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String interval(@Nullable Interval interval) {
    return interval == null
        ? "[too few rounds]"
        : String.format(Locale.ROOT, "[%.3g, %.3g]", interval.low(), interval.high());
  }
}
