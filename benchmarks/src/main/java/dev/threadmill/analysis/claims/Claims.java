package dev.threadmill.analysis.claims;

import dev.threadmill.analysis.claims.Judgement.ClaimStanding;
import dev.threadmill.comparison.Compared;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Setting;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds a run against published claims.
///
/// Every claim is about two cells of one run: times of one machine say nothing about those of
/// another. Their ratio and the verdict on it are the same as in every other output.
///
/// | kind | reproduced | direction only | refuted |
/// | --- | --- | --- | --- |
/// | ratio | faster, and the interval overlaps the band | faster | slower, or the same |
/// | direction | | faster | slower, or the same |
/// | within | all of the interval in the band | | all of it outside |
/// | crossover | faster at one end, slower at the other | | the contrary, or the same, at an end |
///
/// All else is inconclusive, and so is every comparison that the verdict calls unreliable. How far
/// forks differ is no reason of its own: the interval holds it already, and on a machine whose
/// hypervisor migrates vCPUs forks differ much while the interval is decisive all the same.
public final class Claims {
  private final RunAnalysis analysis;
  private final List<Cell> cells;

  private Claims(RunAnalysis analysis) {
    this.analysis = analysis;
    cells =
        analysis.run().cells().stream().filter(cell -> !analysis.ended(cell).isEmpty()).toList();
  }

  /// Two cells that differ in what a scenario says and in nothing else.
  ///
  /// @param where what they share beside what the scenario names
  private record Pairing(Cell faster, Cell slower, String where) {}

  public static List<Judgement> judge(RunAnalysis analysis, List<Claim> claims) {
    var judge = new Claims(analysis);
    List<Judgement> all = new ArrayList<>();
    for (Claim claim : claims) {
      if (claim.notCovered() != null) {
        all.add(judge.without(claim, null, "", ClaimStanding.NOT_COVERED, claim.notCovered()));
      }
      claim.scenarios().forEach(scenario -> all.addAll(judge.on(claim, scenario)));
    }
    return all;
  }

  private Judgement without(
      Claim claim,
      @Nullable Scenario scenario,
      String where,
      ClaimStanding standing,
      String reason) {
    return new Judgement(
        analysis.run().name(), claim, scenario, where, "", standing, List.of(), null, reason);
  }

  private List<Judgement> on(Claim claim, Scenario scenario) {
    List<Judgement> judgements = new ArrayList<>();
    for (Pairing first : pairs(scenario, scenario.ends().getFirst())) {
      List<Pairing> pairs = new ArrayList<>(List.of(first));
      scenario.ends().stream()
          .skip(1)
          .flatMap(end -> pairs(scenario, end).stream())
          .filter(last -> last.where().equals(first.where()))
          .forEach(pairs::add);
      judgements.add(
          pairs.size() < scenario.ends().size()
              ? without(claim, scenario, first.where(), ClaimStanding.NOT_RUN, "one end is missing")
              : on(claim, scenario, pairs));
    }
    return judgements.isEmpty()
        ? List.of(without(claim, scenario, "", ClaimStanding.NOT_RUN, ""))
        : judgements;
  }

  private Judgement on(Claim claim, Scenario scenario, List<Pairing> pairs) {
    var first = pairs.getFirst();
    var band = scenario.accepted(differences(claim, first.faster()));
    List<Compared> figures =
        pairs.stream()
            .map(pair -> new Comparison("", pair.slower(), pair.faster()))
            .flatMap(pair -> analysis.compare(scenario.asked(), pair).stream())
            .toList();
    var standing = ClaimStanding.INCONCLUSIVE;
    var reason =
        figures.size() < pairs.size()
            ? "the two never ran in the same round"
            : doubt(scenario, first.faster(), figures);
    if (reason.isEmpty()) {
      var verdict = figures.getFirst().verdict();
      var interval = Objects.requireNonNull(figures.getFirst().ratio().interval());
      standing =
          switch (scenario.kind()) {
            case RATIO, DIRECTION -> ratio(verdict, interval, band);
            case WITHIN -> within(interval, Objects.requireNonNull(band));
            case CROSSOVER -> crossover(verdict, figures.getLast().verdict());
          };
      if (scenario.kind() == Scenario.ClaimKind.RATIO && band == null) {
        reason = "too unlike the machine of the source to judge the size";
      }
    }
    return new Judgement(
        analysis.run().name(),
        claim,
        scenario,
        first.where(),
        releases(pairs),
        standing,
        figures,
        band,
        reason);
  }

  /// Why a scenario cannot be judged; empty if it can.
  private String doubt(Scenario scenario, Cell cell, List<Compared> figures) {
    int cpus = analysis.run().cpus(cell);
    if (cpus > 0 && cpus < scenario.leastCpus()) {
      return "it needs " + scenario.leastCpus() + " CPUs, and there are " + cpus;
    }
    if (!analysis.run().isInterleaved()) {
      return "its forks were not interleaved";
    }
    // As everywhere: few rounds can show that one is faster, and only more that both are the same.
    int enough =
        scenario.kind() == Scenario.ClaimKind.WITHIN
            ? Judge.ENOUGH_FOR_SAME
            : ScoreEstimate.FEWEST_FORKS;
    if (figures.stream().anyMatch(figure -> figure.ratio().rounds() < enough)) {
      return "fewer than " + enough + " rounds";
    }
    return figures.stream()
        .map(Compared::verdict)
        .filter(Verdict.Unreliable.class::isInstance)
        .map(Verdict::words)
        .findFirst()
        .orElse("");
  }

  /// @param band null where only the direction can be judged
  static ClaimStanding ratio(Verdict verdict, Interval interval, @Nullable Interval band) {
    if (!(verdict instanceof Verdict.Different different)) {
      return verdict instanceof Verdict.Same ? ClaimStanding.REFUTED : ClaimStanding.INCONCLUSIVE;
    }
    if (!different.faster()) {
      return ClaimStanding.REFUTED;
    }
    return band != null && overlap(band, interval)
        ? ClaimStanding.REPRODUCED
        : ClaimStanding.DIRECTION_ONLY;
  }

  static ClaimStanding within(Interval interval, Interval band) {
    if (band.low() <= interval.low() && interval.high() <= band.high()) {
      return ClaimStanding.REPRODUCED;
    }
    return overlap(band, interval) ? ClaimStanding.INCONCLUSIVE : ClaimStanding.REFUTED;
  }

  /// @param first where the one is claimed to be faster
  /// @param last where it is claimed to be slower
  static ClaimStanding crossover(Verdict first, Verdict last) {
    if (List.of("slower", "same").contains(first.word())
        || List.of("faster", "same").contains(last.word())) {
      return ClaimStanding.REFUTED;
    }
    boolean both = first instanceof Verdict.Different && last instanceof Verdict.Different;
    return both ? ClaimStanding.REPRODUCED : ClaimStanding.INCONCLUSIVE;
  }

  private static boolean overlap(Interval one, Interval other) {
    return one.low() <= other.high() && other.low() <= one.high();
  }

  private List<Pairing> pairs(Scenario scenario, Map<String, String> end) {
    List<Pairing> found = new ArrayList<>();
    for (Cell faster : matching(scenario, scenario.cell(scenario.faster(), end))) {
      for (Cell slower : matching(scenario, scenario.cell(scenario.slower(), end))) {
        var rest = rest(faster, scenario, end);
        if (!faster.equals(slower) && rest.equals(rest(slower, scenario, end))) {
          found.add(
              new Pairing(
                  faster,
                  slower,
                  rest.entrySet().stream()
                      .map(entry -> entry.getKey() + " " + entry.getValue())
                      .collect(Collectors.joining(", "))));
        }
      }
    }
    return found;
  }

  private List<Cell> matching(Scenario scenario, Map<String, String> wanted) {
    return cells.stream()
        .filter(cell -> cell.shortName().equals(scenario.benchmark()))
        .filter(cell -> cell.lane() == null || wanted.containsKey(Cell.LANE))
        .filter(
            cell -> wanted.entrySet().stream().allMatch(w -> has(cell, w.getKey(), w.getValue())))
        .toList();
  }

  private boolean has(Cell cell, String name, String value) {
    return name.equals(Cell.JDK)
        ? holds(value, jdk(cell))
        : value.equals(cell.coordinates().get(name));
  }

  private static Map<String, String> rest(Cell cell, Scenario scenario, Map<String, String> end) {
    var rest = new LinkedHashMap<>(cell.coordinates());
    // A JDK that only bounds both sides is still one and the same on both.
    boolean sameJdk =
        !scenario.faster().containsKey(Cell.JDK) && !scenario.slower().containsKey(Cell.JDK);
    rest.remove(Cell.LANE); // which both sides name, or the one that is the JVM does not
    for (var named : List.of(scenario.common(), scenario.faster(), scenario.slower(), end)) {
      named.keySet().stream()
          .filter(name -> !(sameJdk && name.equals(Cell.JDK)))
          .forEach(rest::remove);
    }
    return rest;
  }

  /// Whether a major version is in a range as claims name them: `21`, `21-23`, `24-`.
  private static boolean holds(String range, int major) {
    var ends = range.split("-", -1);
    var last = ends[ends.length - 1];
    return Integer.parseInt(ends[0]) <= major
        && (last.isEmpty() || major <= Integer.parseInt(last));
  }

  /// The major version of a cell's JDK; 0 where it cannot be told.
  private int jdk(Cell cell) {
    return analysis.ended(cell).stream()
        .map(ForkRecord::setting)
        .filter(Objects::nonNull)
        .map(Setting::feature)
        .filter(feature -> feature > 0)
        .findFirst()
        .orElse(0);
  }

  private String releases(List<Pairing> pairs) {
    return pairs.stream()
        .flatMap(pair -> Stream.of(pair.faster(), pair.slower()))
        .filter(cell -> cell.lane() == null)
        .flatMap(cell -> analysis.ended(cell).stream())
        .flatMap(fork -> Stream.ofNullable(fork.setting()))
        .flatMap(setting -> Stream.ofNullable(setting.jdkVersion()))
        .distinct()
        .collect(Collectors.joining(" against "));
  }

  /// In how many of system, instruction set and JDK this run differs from the source, the unknown
  /// counted as different.
  private int differences(Claim claim, Cell cell) {
    var origin = claim.origin();
    var print = analysis.run().fingerprint();
    if (origin == null || print == null) {
      return 3;
    }
    var architecture = instructions(print.processor().architecture());
    return (origin.system().equalsIgnoreCase(print.system().name()) ? 0 : 1)
        + (instructions(origin.architecture()).equals(architecture) ? 0 : 1)
        + (jdk(cell) == origin.jdk() ? 0 : 1);
  }

  private static String instructions(String architecture) {
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64", "x64" -> "x86_64";
      case "arm64", "aarch64" -> "aarch64";
      default -> architecture;
    };
  }
}
