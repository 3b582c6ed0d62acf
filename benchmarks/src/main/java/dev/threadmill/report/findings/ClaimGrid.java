package dev.threadmill.report.findings;

import dev.threadmill.analysis.claims.Claim;
import dev.threadmill.analysis.claims.Claims;
import dev.threadmill.analysis.claims.Judgement;
import dev.threadmill.analysis.claims.Judgement.ClaimStanding;
import dev.threadmill.report.MarkdownText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Published claims with what runs say to them: those that were put to a test, and how many were
/// not.
final class ClaimGrid {
  private ClaimGrid() {}

  static String of(Placeholder placeholder, List<QuotedRun> runs) {
    placeholder.takes(0, false, Placeholder.RUN);
    List<List<String>> rows = new ArrayList<>();
    Map<ClaimStanding, Integer> untested = new EnumMap<>(ClaimStanding.class);
    Claim before = null;
    for (var answers : answers(runs, Claim.ofThisJar())) {
      var tested = answers.stream().filter(ClaimAnswer::isTested).toList();
      if (tested.isEmpty()) {
        untested.merge(answers.getFirst().judgement().standing(), 1, Integer::sum);
      }
      for (var answer : tested) {
        var claim = answer.judgement().claim();
        // A claim of several scenarios, or that several runs answer, is said once.
        rows.add(row(answer, claim.equals(before) ? "" : published(claim)));
        before = claim;
      }
    }
    var table =
        rows.isEmpty()
            ? "No published claim was put to a test.\n"
            : MarkdownText.table(
                List.of("published", "where", "ours, of speed", "verdict", "run"), rows);
    return untested.isEmpty() ? table.stripTrailing() : table + "\n" + rest(untested);
  }

  /// What runs say to a scenario of a claim.
  private record ClaimAnswer(QuotedRun run, Judgement judgement) {
    boolean isTested() {
      return !judgement.figures().isEmpty();
    }
  }

  /// The answers to each scenario of each claim, in their order.
  private static Collection<List<ClaimAnswer>> answers(List<QuotedRun> runs, List<Claim> claims) {
    return runs.stream()
        .flatMap(
            run ->
                Claims.judge(run.source().analysis(), claims).stream()
                    .map(judgement -> new ClaimAnswer(run, judgement)))
        .sorted(Comparator.comparingInt(answer -> claims.indexOf(answer.judgement().claim())))
        .collect(
            Collectors.groupingBy(
                answer -> Arrays.asList(answer.judgement().claim(), answer.judgement().scenario()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  private static String published(Claim claim) {
    return MarkdownText.of(
        claim.sentence() + " (" + claim.published() + "; " + claim.source() + ")");
  }

  private static List<String> row(ClaimAnswer answer, String published) {
    var judgement = answer.judgement();
    var scenario = judgement.scenario();
    return List.of(
        published,
        MarkdownText.of(
            (scenario == null ? "" : scenario.name())
                + (judgement.where().isEmpty() ? "" : " (" + judgement.where() + ")")),
        judgement.measured(),
        judgement.standing().words()
            + (judgement.reason().isEmpty() ? "" : ": " + Quotes.within(judgement.reason())),
        answer.run().alias());
  }

  private static String rest(Map<ClaimStanding, Integer> untested) {
    return untested.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", ", "Beside these: ", "; the command `claims` lists them."));
  }
}
