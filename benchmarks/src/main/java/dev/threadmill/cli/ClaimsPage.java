package dev.threadmill.cli;

import dev.threadmill.analysis.claims.Standing;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Claims for people: each with its source, and under it what each run says.
final class ClaimsPage {
  private final PrintWriter out;
  private final boolean markdown;

  ClaimsPage(PrintWriter out, boolean markdown) {
    this.out = out;
    this.markdown = markdown;
  }

  void print(List<ClaimLine> lines) {
    Map<String, List<ClaimLine>> byClaim =
        lines.stream()
            .collect(
                Collectors.groupingBy(ClaimLine::claim, LinkedHashMap::new, Collectors.toList()));
    byClaim.values().forEach(this::claim);
    out.println(
        Arrays.stream(Standing.values())
            .map(
                standing ->
                    standing.words()
                        + " "
                        + lines.stream()
                            .filter(line -> line.standing().equals(standing.words()))
                            .count())
            .collect(Collectors.joining(", ")));
    out.println(
        "Ratios are of speed, of two cells of one run, with 95 % intervals; a claim is judged on the"
            + " machine of the run, and on no other.");
  }

  private void claim(List<ClaimLine> lines) {
    ClaimLine first = lines.getFirst();
    heading(first.claim(), first.sentence());
    detail("published: " + first.published() + " (" + first.source() + ")");
    if (!first.beside().isEmpty()) {
      detail(first.beside());
    }
    if (first.standing().equals(Standing.NOT_COVERED.words())) {
      detail("not covered: " + first.reason());
    } else {
      out.println();
      var table = new Table();
      table.add("run", "scenario", "ours", "band", "standing");
      for (ClaimLine line : lines) {
        table.add(
            line.run(),
            line.scenario() + (line.where().isEmpty() ? "" : " (" + line.where() + ")"),
            line.figures().isEmpty()
                ? "-"
                : line.figures().stream()
                    .map(ClaimLine.Figure::words)
                    .collect(Collectors.joining(" and ")),
            line.band(),
            isNotRun(line) || line.reason().isEmpty()
                ? line.standing()
                : line.standing() + ": " + line.reason());
      }
      (markdown ? table.markdown() : table.aligned()).forEach(out::println);
      List<String> missing =
          lines.stream().filter(ClaimsPage::isNotRun).map(ClaimLine::reason).distinct().toList();
      if (!missing.isEmpty()) {
        out.println();
        missing.forEach(reason -> detail("to answer it: " + reason));
      }
    }
    out.println();
  }

  private static boolean isNotRun(ClaimLine line) {
    return line.standing().equals(Standing.NOT_RUN.words());
  }

  private void heading(String id, String sentence) {
    out.println(
        markdown
            ? "### " + Table.unmarked(id + ": " + sentence) + "\n"
            : Table.harmless(id + "  " + sentence));
  }

  private void detail(String words) {
    out.println(markdown ? "- " + Table.unmarked(words) : "    " + Table.harmless(words));
  }
}
