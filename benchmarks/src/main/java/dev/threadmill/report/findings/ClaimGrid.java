package dev.threadmill.report.findings;

import dev.threadmill.analysis.claims.Claim;
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
      Claim before = null;
      for (var judgement : Claims.judge(run.source().run(), claims)) {
        if (judgement.figures().isEmpty()) {
          untested.merge(judgement.standing(), 1, Integer::sum);
        } else {
          // A claim of several scenarios is said once.
          boolean again = judgement.claim().equals(before);
          rows.add(row(run, judgement, again ? "" : published(judgement.claim())));
          before = judgement.claim();
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

  private static String published(Claim claim) {
    return MarkdownText.of(
        claim.sentence() + " (" + claim.published() + "; " + claim.source() + ")");
  }

  private static List<String> row(QuotedRun run, Judgement judgement, String published) {
    var scenario = judgement.scenario();
    return List.of(
        published,
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
