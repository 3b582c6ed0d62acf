package dev.threadmill.report.findings;

import dev.threadmill.analysis.claims.ClaimList;
import dev.threadmill.analysis.claims.Claims;
import dev.threadmill.analysis.claims.Judgement;
import dev.threadmill.analysis.claims.Standing;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.Readable;
import dev.threadmill.report.table.Figure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Published claims with what runs say to them: those that were put to a test, and how many were
/// not.
final class ClaimGrid {
  private ClaimGrid() {}

  static String of(Placeholder placeholder, List<QuotedRun> runs) {
    placeholder.takes(0, false, Placeholder.RUN);
    var claims = ClaimList.ofThisJar();
    List<List<String>> rows = new ArrayList<>();
    Map<Standing, Integer> untested = new EnumMap<>(Standing.class);
    for (var run : runs) {
      for (var judgement : Claims.judge(run.source().run(), claims)) {
        if (judgement.figures().isEmpty()) {
          untested.merge(judgement.standing(), 1, Integer::sum);
        } else {
          rows.add(row(run, judgement));
        }
      }
    }
    var table =
        rows.isEmpty()
            ? "No published claim was put to a test.\n"
            : MarkdownText.table(
                List.of("published", "where", "ours, of speed", "verdict", "run"), rows);
    return untested.isEmpty() ? table.stripTrailing() : table + "\n" + rest(untested);
  }

  private static List<String> row(QuotedRun run, Judgement judgement) {
    var claim = judgement.claim();
    var scenario = judgement.scenario();
    return List.of(
        MarkdownText.of(claim.sentence() + " (" + claim.published() + "; " + claim.source() + ")"),
        MarkdownText.of(
            (scenario == null ? "" : scenario.name())
                + (judgement.where().isEmpty() ? "" : " (" + judgement.where() + ")")),
        judgement.figures().stream()
            .map(Figure::ofSpeed)
            .map(Readable::ratio)
            .collect(Collectors.joining(" and ")),
        judgement.standing().words()
            + (judgement.reason().isEmpty() ? "" : ": " + Quotes.within(judgement.reason())),
        run.alias());
  }

  private static String rest(Map<Standing, Integer> untested) {
    return untested.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", ", "Beside these: ", "; the command `claims` lists them."));
  }
}
