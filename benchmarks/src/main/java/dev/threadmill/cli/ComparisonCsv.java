package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Row;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.comparison.Judged;
import dev.threadmill.stats.ScoreEstimate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A comparison as a table for programs: a line a row, empty where there is no value. Ratios and
/// verdicts are those of [ComparisonJson].
final class ComparisonCsv {
  private static final String COLUMNS =
      "kind,base,new,name,unit,baseScore,baseLow,baseHigh,baseForks,newScore,newLow,newHigh,"
          + "newForks,ratio,ratioLow,ratioHigh,p,q,verdict,reasons,quantity";

  private ComparisonCsv() {}

  static void print(RunComparison comparison, PrintWriter out) {
    out.println(COLUMNS);
    for (var sides : comparison.sides()) {
      for (var row : sides.scores()) {
        var name = row.cell().id();
        out.println(line(sides, row, "score", name, row.unit(), of(row.base()), of(row.other())));
      }
      for (var row : sides.ratios()) {
        var name = ComparisonPage.name(row.comparison());
        out.println(line(sides, row, "ratio", name, "", of(row.base()), of(row.other())));
      }
    }
  }

  private static String line(
      Against sides,
      Row row,
      String kind,
      String name,
      String unit,
      List<String> base,
      List<String> other) {
    List<String> cells = new ArrayList<>();
    cells.addAll(List.of(kind, sides.base().name(), sides.other().name(), name, unit));
    cells.addAll(base);
    cells.addAll(other);
    var judged = row.judged();
    cells.addAll(judged == null ? List.of("", "", "") : of(judged).subList(0, 3));
    cells.add(judged == null ? "" : TextTable.number(judged.ratio().p()));
    cells.add(TextTable.number(row.q()));
    cells.add(ComparisonJson.word(row.verdict()));
    cells.add(
        row.objections().stream()
            .map(objection -> objection.rule().label())
            .distinct()
            .collect(Collectors.joining(" ")));
    cells.add(row.quantity().label());
    return TextTable.csv(cells);
  }

  private static List<String> of(@Nullable ScoreEstimate score) {
    var json = ComparisonJson.of(score);
    return json == null
        ? List.of("", "", "", "")
        : numbers(json.score(), json.low(), json.high(), score == null ? 0 : score.forks());
  }

  private static List<String> of(Judged judged) {
    var json = ComparisonJson.of(judged);
    return numbers(json.ratio(), json.low(), json.high(), judged.ratio().rounds());
  }

  private static List<String> numbers(
      @Nullable Double value, @Nullable Double low, @Nullable Double high, int forks) {
    return List.of(
        TextTable.number(value),
        TextTable.number(low),
        TextTable.number(high),
        String.valueOf(forks));
  }
}
