package dev.threadmill.cli;

import dev.threadmill.analysis.claims.Judgement;
import dev.threadmill.analysis.claims.Judgement.ClaimStanding;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Claims for people: each with its source, and under it the answer of each run.
final class ClaimsPage {
  private final PrintWriter out;
  private final boolean markdown;

  ClaimsPage(PrintWriter out, boolean markdown) {
    this.out = out;
    this.markdown = markdown;
  }

  void print(List<Judgement> answers) {
    answers.stream()
        .collect(Collectors.groupingBy(Judgement::claim, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(this::claim);
    out.println(
        Arrays.stream(ClaimStanding.values())
            .map(standing -> standing.words() + " " + count(answers, standing))
            .collect(Collectors.joining(", ")));
    out.println(
        "Each row compares two cells of one run, with a 95 % interval; a claim is judged on the"
            + " machine of the run, and on no other.");
  }

  private static long count(List<Judgement> answers, ClaimStanding standing) {
    return answers.stream().filter(answer -> answer.standing() == standing).count();
  }

  private void claim(List<Judgement> answers) {
    var claim = answers.getFirst().claim();
    out.println(
        markdown
            ? "### " + TextTable.unmarked(claim.id() + ": " + claim.sentence()) + "\n"
            : TextTable.harmless(claim.id() + "  " + claim.sentence()));
    detail("published: " + claim.published() + " (" + claim.source() + ")");
    if (claim.beside() != null) {
      detail(claim.beside());
    }
    if (claim.notCovered() != null) {
      detail("not covered: " + claim.notCovered());
    } else {
      out.println();
      scenarios(answers);
    }
    out.println();
  }

  private void scenarios(List<Judgement> answers) {
    var table = new TextTable();
    table.add("run", "scenario", "claimed", "measured", "standing");
    for (var judgement : answers) {
      boolean measured = !judgement.figures().isEmpty();
      table.add(
          judgement.run(),
          judgement.question(),
          measured ? judgement.claimed() : "-",
          measured ? judgement.measured() : "-",
          isNotRun(judgement) ? judgement.standing().words() : judgement.words());
    }
    (markdown ? table.markdown() : table.aligned()).forEach(out::println);
    var missing =
        answers.stream().filter(ClaimsPage::isNotRun).map(ClaimsPage::missing).distinct().toList();
    if (!missing.isEmpty()) {
      out.println();
      missing.forEach(command -> detail("to answer it: " + command));
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

  private void detail(String words) {
    out.println(markdown ? "- " + TextTable.unmarked(words) : "    " + TextTable.harmless(words));
  }
}
