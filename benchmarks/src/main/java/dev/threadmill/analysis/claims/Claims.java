package dev.threadmill.analysis.claims;

import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.analysis.claims.CellPairs.Found;
import dev.threadmill.comparison.CellResult;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.Run;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.RatioEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds a run against published claims.
///
/// Every claim is about a ratio of two cells of the same run; times of one machine say nothing
/// about those of another. Where the two are of one comparison group the ratio is paired by round.
public final class Claims {
  private static final int FEWEST_FORKS = 5;
  private static final double LARGEST_SPREAD = 0.15;

  private final Run run;
  private final RunAnalysis analysis;
  private final CellPairs cells;

  private Claims(Run run) {
    this.run = run;
    analysis = RunAnalysis.of(run);
    cells = new CellPairs(run);
  }

  /// What the run says to each claim, in their order.
  public static List<Judgement> judge(Run run, List<Claim> claims) {
    var judge = new Claims(run);
    return claims.stream().flatMap(claim -> judge.on(claim).stream()).toList();
  }

  private List<Judgement> on(Claim claim) {
    String notCovered = claim.notCovered();
    if (notCovered != null) {
      return List.of(
          new Judgement(claim, null, "", Standing.NOT_COVERED, List.of(), null, notCovered));
    }
    return claim.scenarios().stream().flatMap(scenario -> on(claim, scenario).stream()).toList();
  }

  private List<Judgement> on(Claim claim, Scenario scenario) {
    var ends = scenario.ends().isEmpty() ? List.of(Map.<String, String>of()) : scenario.ends();
    var first = cells.of(scenario, ends.getFirst());
    if (first.isEmpty()) {
      return List.of(without(claim, scenario, "", Standing.NOT_RUN, ""));
    }
    List<Judgement> judgements = new ArrayList<>();
    for (Found pair : first) {
      List<Found> pairs = new ArrayList<>(List.of(pair));
      if (ends.size() > 1) {
        cells.of(scenario, ends.getLast()).stream()
            .filter(last -> last.where().equals(pair.where()))
            .forEach(pairs::add);
      }
      judgements.add(
          pairs.size() < ends.size()
              ? without(claim, scenario, pair.where(), Standing.NOT_RUN, "one end is missing")
              : on(claim, scenario, pairs));
    }
    return judgements;
  }

  private static Judgement without(
      Claim claim, Scenario scenario, String where, Standing standing, String reason) {
    return new Judgement(claim, scenario, where, standing, List.of(), null, reason);
  }

  private Judgement on(Claim claim, Scenario scenario, List<Found> pairs) {
    List<RatioEstimate> figures = pairs.stream().map(this::ratio).toList();
    String where = pairs.getFirst().where();
    Band band = Band.of(scenario, differences(claim, pairs.getFirst()));
    var doubt =
        pairs.stream().map(pair -> doubt(scenario, pair)).flatMap(Optional::stream).findFirst();
    if (doubt.isPresent()) {
      return new Judgement(
          claim, scenario, where, Standing.INCONCLUSIVE, figures, band, doubt.get());
    }
    List<Interval> intervals = new ArrayList<>();
    figures.forEach(
        figure ->
            intervals.add(
                Objects.requireNonNull(figure.interval(), "five forks make an interval")));
    Standing standing =
        switch (scenario.kind()) {
          case RATIO -> Bench.onRatio(intervals.getFirst(), band);
          case DIRECTION -> Bench.onRatio(intervals.getFirst(), null);
          case WITHIN ->
              Bench.onWithin(
                  intervals.getFirst(), Objects.requireNonNull(band, "a bound needs its band"));
          case CROSSOVER -> Bench.onCrossover(intervals.getFirst(), intervals.getLast());
        };
    boolean sized = scenario.kind() == Scenario.Kind.RATIO && band == null;
    return new Judgement(
        claim,
        scenario,
        where,
        standing,
        figures,
        band,
        sized ? "too unlike the machine of the source to judge the size" : "");
  }

  private RatioEstimate ratio(Found pair) {
    return analysis
        .compare(Quantity.TIME, new Comparison("", pair.slower(), pair.faster()))
        .orElseThrow()
        .ratio();
  }

  /// Why a pair cannot be judged.
  private Optional<String> doubt(Scenario scenario, Found pair) {
    var both = List.of(pair.faster(), pair.slower());
    Integer cpus = cpus(pair.faster());
    if (cpus != null && cpus < scenario.leastCpus()) {
      return Optional.of("it needs " + scenario.leastCpus() + " CPUs, and there are " + cpus);
    }
    if (!run.isInterleaved()) {
      return Optional.of("its forks were not interleaved");
    }
    if (ratio(pair).rounds() < FEWEST_FORKS) {
      return Optional.of("fewer than " + FEWEST_FORKS + " forks");
    }
    return both.stream()
        .map(analysis::result)
        .flatMap(
            result ->
                Stream.concat(
                    spread(result).stream(),
                    result.findings().stream()
                        .filter(finding -> finding.level() == Level.BAD)
                        .map(Finding::sentence)))
        .findFirst();
  }

  private static Optional<String> spread(CellResult result) {
    var score = result.score();
    return score != null && score.forkSpread() > LARGEST_SPREAD
        ? Optional.of(
            String.format(Locale.ROOT, "forks differ by %.0f %%", 100 * score.forkSpread()))
        : Optional.empty();
  }

  private @Nullable Fingerprint fingerprint() {
    return run.manifest() == null ? null : run.manifest().fingerprint();
  }

  private @Nullable Integer cpus(Cell cell) {
    var print = fingerprint();
    int usable = print == null ? 0 : print.processor().topology().size();
    return cell.cores() != null ? cell.cores() : usable == 0 ? null : (Integer) usable;
  }

  /// In how many of system, instruction set and JDK this run differs from the source, the unknown
  /// counted as different.
  private int differences(Claim claim, Found pair) {
    var origin = claim.origin();
    var print = fingerprint();
    if (origin == null || print == null) {
      return 3;
    }
    return (origin.system().equalsIgnoreCase(print.system().name()) ? 0 : 1)
        + (instructions(origin.architecture())
                .equals(instructions(print.processor().architecture()))
            ? 0
            : 1)
        + (Objects.equals(cells.jdk(pair.faster()), origin.jdk()) ? 0 : 1);
  }

  private static String instructions(String architecture) {
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64", "x64" -> "x86_64";
      case "arm64", "aarch64" -> "aarch64";
      default -> architecture;
    };
  }
}
