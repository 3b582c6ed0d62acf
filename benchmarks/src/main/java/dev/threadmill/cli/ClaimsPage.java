package dev.threadmill.cli;

import dev.threadmill.analysis.claims.Judgement;
import dev.threadmill.analysis.claims.Judgement.ClaimStanding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Claims for people: each with its source, and under it the answer of each run.
final class ClaimsPage {
  private final PageWriter page;

  ClaimsPage(PageWriter page) {
    this.page = page;
  }

  void print(List<Judgement> answers) {
    answers.stream()
        .collect(Collectors.groupingBy(Judgement::claim, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(this::claim);
    page.line(
        Arrays.stream(ClaimStanding.values())
            .map(
                standing ->
                    standing.words()
                        + " "
                        + answers.stream().filter(one -> one.standing() == standing).count())
            .collect(Collectors.joining(", ")));
    page.line(
        "Each row compares two cells of one run, with a 95 % interval; a claim is judged on the"
            + " machine of the run, and on no other.");
  }

  private void claim(List<Judgement> answers) {
    var claim = answers.getFirst().claim();
    page.subject(claim.id(), claim.sentence());
    page.detail("published: " + claim.published() + " (" + claim.source() + ")");
    if (claim.beside() != null) {
      page.detail(claim.beside());
    }
    if (claim.notCovered() != null) {
      page.detail("not covered: " + claim.notCovered());
    } else {
      page.end(true);
      scenarios(answers);
    }
    page.end(true);
  }

  private void scenarios(List<Judgement> answers) {
    List<List<String>> rows = new ArrayList<>();
    for (var judgement : answers) {
      boolean measured = !judgement.figures().isEmpty();
      rows.add(
          List.of(
              judgement.run(),
              judgement.question(),
              measured ? judgement.claimed() : "-",
              measured ? judgement.measured() : "-",
              isNotRun(judgement) ? judgement.standing().words() : judgement.words()));
    }
    page.table(List.of("run", "scenario", "claimed", "measured", "standing"), rows);
    var missing =
        answers.stream().filter(ClaimsPage::isNotRun).map(ClaimsPage::missing).distinct().toList();
    if (!missing.isEmpty()) {
      page.end(true);
      missing.forEach(command -> page.detail("to answer it: " + command));
    }
  }

  private static boolean isNotRun(Judgement judgement) {
    return judgement.standing() == ClaimStanding.NOT_RUN;
  }

  /// The command that measures what is missing, and why it is.
  static String missing(Judgement judgement) {
    var scenario = judgement.scenario();
    return (judgement.reason().isEmpty() ? "" : judgement.reason() + "; ")
        + (scenario == null ? "" : scenario.command());
  }
}
