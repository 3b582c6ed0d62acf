package dev.threadmill.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.threadmill.analysis.claims.Claim;
import dev.threadmill.analysis.claims.Claims;
import dev.threadmill.analysis.claims.Judgement;
import dev.threadmill.analysis.claims.Judgement.ClaimStanding;
import dev.threadmill.analysis.claims.Scenario;
import dev.threadmill.comparison.RunAnalysis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `claims`: judges published claims by runs.
///
/// As JSON a list of [ClaimLine]s under [#SCHEMA]. A ratio there, and in CSV, is the time of
/// the first by the time of the second: below 1 the one that is claimed to be faster is faster.
@Command(
    name = "claims",
    description = {
      "Judges published claims by runs: reproduced, direction only, refuted here or inconclusive.",
      "A run is a run folder or a JMH JSON file. Each run is judged by itself."
    })
final class ClaimsCommand extends Subcommand {
  private static final int SCHEMA = 2;

  private static final String COLUMNS =
      "run claim.id scenario.name where jdk standing figures.0.ratio.ratio figures.0.ratio.low"
          + " figures.0.ratio.high figures.1.ratio.ratio figures.1.ratio.low figures.1.ratio.high"
          + " acceptedLow acceptedHigh reason claim.source";

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "The runs to judge by.")
  List<Path> runs = new ArrayList<>();

  @Option(names = "--format", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
  Format format = Format.TEXT;

  record ClaimsJson(int schema, List<ClaimLine> claims) {}

  /// The answer of one run to one scenario of a claim.
  ///
  /// @param scenario with the coordinates of the first, `faster`, and of the second, `slower`, and
  ///     how many times faster the first is claimed to be; null where the claim is not covered
  /// @param where what the cells share beside what the scenario names
  /// @param jdk the release that ran; both where two are compared, and empty where none ran
  /// @param standing reproduced, direction only, refuted here, inconclusive, not run, not covered
  /// @param figures one, or for a crossover one at each end
  /// @param acceptedLow where the ratio had to lie; null where only the direction was judged, or
  ///     where the band is open
  /// @param reason why it stands so, where that is not plain, or the command to run; may be empty
  record ClaimLine(
      String run,
      @JsonIgnoreProperties("scenarios") Claim claim,
      @Nullable Scenario scenario,
      String where,
      String jdk,
      String standing,
      List<ComparisonJson.Inside> figures,
      double acceptedLow,
      double acceptedHigh,
      String reason) {
    static ClaimLine of(Judgement judgement) {
      var band = judgement.accepted() == null ? null : judgement.accepted().inverse();
      return new ClaimLine(
          judgement.run(),
          judgement.claim(),
          judgement.scenario(),
          judgement.where(),
          judgement.jdk(),
          judgement.standing().words(),
          judgement.figures().stream().map(one -> ComparisonJson.Inside.of(one.judged())).toList(),
          band == null || band.low() == 0 ? Double.NaN : band.low(),
          band == null ? Double.NaN : band.high(),
          judgement.standing() == ClaimStanding.NOT_RUN ? missing(judgement) : judgement.reason());
    }
  }

  @Override
  public Integer call() throws Exception {
    var out = out();
    var claims = Claim.ofThisJar();
    List<Judgement> judgements = new ArrayList<>();
    for (Path path : runs) {
      judgements.addAll(Claims.judge(RunAnalysis.of(read(path)), claims));
    }
    var lines = judgements.stream().map(ClaimLine::of).toList();
    switch (format) {
      case TEXT, MARKDOWN -> print(judgements, new PageWriter(out, format));
      case CSV -> Format.csv(COLUMNS, lines.stream()).forEach(out::println);
      case JSON -> out.print(Format.json(new ClaimsJson(SCHEMA, lines)));
    }
    return 0;
  }

  /// Claims for people: each with its source, and under it the answer of each run.
  private static void print(List<Judgement> answers, PageWriter page) {
    answers.stream()
        .collect(Collectors.groupingBy(Judgement::claim, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(ofOne -> claim(ofOne, page));
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

  private static void claim(List<Judgement> answers, PageWriter page) {
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
      scenarios(answers, page);
    }
    page.end(true);
  }

  private static void scenarios(List<Judgement> answers, PageWriter page) {
    List<List<String>> rows = new ArrayList<>();
    for (var judgement : answers) {
      boolean measured = !judgement.figures().isEmpty();
      rows.add(
          List.of(
              judgement.run(),
              judgement.question(),
              measured ? judgement.jdk() : "-",
              measured ? judgement.claimed() : "-",
              measured ? judgement.measured() : "-",
              isNotRun(judgement) ? judgement.standing().words() : judgement.words()));
    }
    page.table(List.of("run", "scenario", "JDK", "claimed", "measured", "standing"), rows);
    var missing =
        answers.stream()
            .filter(ClaimsCommand::isNotRun)
            .map(ClaimsCommand::missing)
            .distinct()
            .toList();
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
