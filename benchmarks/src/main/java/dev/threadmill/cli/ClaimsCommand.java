package dev.threadmill.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.threadmill.analysis.claims.Claim;
import dev.threadmill.analysis.claims.Claims;
import dev.threadmill.analysis.claims.Judgement;
import dev.threadmill.analysis.claims.Judgement.ClaimStanding;
import dev.threadmill.analysis.claims.Scenario;
import dev.threadmill.comparison.Compared;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.results.RunReader;
import dev.threadmill.stats.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "run claim.id scenario.name where standing figures.0.ratio.ratio figures.0.ratio.low"
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
      String standing,
      List<ComparisonJson.Inside> figures,
      @Nullable Double acceptedLow,
      @Nullable Double acceptedHigh,
      String reason) {
    static ClaimLine of(Judgement judgement) {
      var band = judgement.accepted() == null ? null : judgement.accepted().inverse();
      return new ClaimLine(
          judgement.run(),
          judgement.claim(),
          judgement.scenario(),
          judgement.where(),
          judgement.standing().words(),
          judgement.figures().stream()
              .map(Compared::judged)
              .map(ComparisonJson.Inside::of)
              .toList(),
          band == null || band.low() == 0 ? null : Figures.exact(band.low()),
          band == null ? null : Figures.exact(band.high()),
          judgement.standing() == ClaimStanding.NOT_RUN
              ? ClaimsPage.missing(judgement)
              : judgement.reason());
    }
  }

  @Override
  public Integer call() throws Exception {
    var out = out();
    var claims = Claim.ofThisJar();
    List<Judgement> judgements = new ArrayList<>();
    for (Path path : runs) {
      judgements.addAll(Claims.judge(RunAnalysis.of(RunReader.read(path)), claims));
    }
    var lines = judgements.stream().map(ClaimLine::of).toList();
    switch (format) {
      case TEXT, MARKDOWN -> new ClaimsPage(new PageWriter(out, format)).print(judgements);
      case CSV -> Format.csv(COLUMNS, lines.stream()).forEach(out::println);
      case JSON -> out.println(Format.json(new ClaimsJson(SCHEMA, lines)));
    }
    return 0;
  }
}
