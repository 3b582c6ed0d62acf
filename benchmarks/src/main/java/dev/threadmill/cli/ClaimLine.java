package dev.threadmill.cli;

import dev.threadmill.analysis.claims.Band;
import dev.threadmill.analysis.claims.Judgement;
import dev.threadmill.analysis.claims.Scenario;
import dev.threadmill.analysis.claims.Standing;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RatioEstimate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One scenario of a claim in one run, as `claims` prints it; as JSON, a list of these is the
/// schema.
///
/// @param claim the id of the claim
/// @param published the figure in the words of its source
/// @param where what the cells share beside what the scenario names
/// @param standing reproduced, direction only, refuted here, inconclusive, not run, not covered
/// @param figures our ratios of speed: one, or for a crossover one at each end
/// @param bandLow null where only the direction was judged, or where the band is open
/// @param reason why it stands so, where that is not plain; may be empty
/// @param beside how our scenario differs from what was published; may be empty
record ClaimLine(
    String run,
    String claim,
    String sentence,
    String published,
    String source,
    String scenario,
    String where,
    String standing,
    List<Figure> figures,
    @Nullable Double bandLow,
    @Nullable Double bandHigh,
    String reason,
    String beside) {
  static final int SCHEMA = 1;

  /// The JSON document.
  record Document(int schema, List<ClaimLine> claims) {}

  /// A ratio with its 95 % interval.
  record Figure(@Nullable Double ratio, @Nullable Double low, @Nullable Double high) {
    String words() {
      return ratio == null
          ? "-"
          : Figures.number(ratio)
              + (low == null || high == null
                  ? " [no interval]"
                  : " [" + Figures.number(low) + ", " + Figures.number(high) + "]");
    }
  }

  static ClaimLine of(String run, Judgement judgement) {
    var claim = judgement.claim();
    Scenario scenario = judgement.scenario();
    Band band = judgement.band();
    return new ClaimLine(
        run,
        claim.id(),
        claim.sentence(),
        claim.published(),
        claim.source(),
        scenario == null ? "" : scenario.name(),
        judgement.where(),
        judgement.standing().words(),
        judgement.figures().stream().map(ClaimLine::figure).toList(),
        band == null || band.low() == 0 ? null : Figures.exact(band.low()),
        band == null ? null : Figures.exact(band.high()),
        judgement.standing() == Standing.NOT_RUN && scenario != null
            ? (judgement.reason().isEmpty() ? "" : judgement.reason() + "; ") + howToRun(scenario)
            : judgement.reason(),
        claim.beside() == null ? "" : claim.beside());
  }

  private static Figure figure(RatioEstimate ratio) {
    Interval interval = ratio.interval();
    return new Figure(
        Figures.exact(ratio.ratio()),
        interval == null ? null : Figures.exact(interval.low()),
        interval == null ? null : Figures.exact(interval.high()));
  }

  /// The command that measures what is missing.
  private static String howToRun(Scenario scenario) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    scenario
        .cells()
        .forEach(
            cell ->
                cell.forEach(
                    (name, value) ->
                        values.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value)));
    String benchmark = scenario.benchmark().replaceAll(".*\\.(\\w+)\\.\\w+", "$1");
    return "run --include "
        + benchmark
        + values.entrySet().stream()
            .map(
                entry -> {
                  // Of a range of JDKs, its first.
                  String list = String.join(",", entry.getValue());
                  return switch (entry.getKey()) {
                    case "jdk" -> " --jdk " + list.replaceAll("-\\d*", "");
                    case "cores" -> " --cores " + list;
                    default -> " --param " + entry.getKey() + "=" + list;
                  };
                })
            .collect(Collectors.joining());
  }

  String band() {
    return figures.isEmpty()
        ? "-"
        : bandLow == null && bandHigh == null
            ? "direction"
            : bandLow == null
                ? "up to " + Figures.number(bandHigh == null ? 0 : bandHigh)
                : bandHigh == null
                    ? "from " + Figures.number(bandLow)
                    : Figures.number(bandLow) + " to " + Figures.number(bandHigh);
  }
}
