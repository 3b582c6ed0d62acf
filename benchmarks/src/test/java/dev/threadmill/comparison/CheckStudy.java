package dev.threadmill.comparison;

import dev.threadmill.machine.MachineChecks;
import dev.threadmill.machine.MachineChecks.Fitness;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.RunReader;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.StudentT;
import dev.threadmill.stats.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table of what every check finds in the runs of a folder, and whether the scores showed it. It
/// is run by hand, and judges nothing:
///
/// ```
/// java -cp benchmarks/target/benchmarks.jar \
///   benchmarks/src/test/java/dev/threadmill/comparison/CheckStudy.java results
/// ```
///
/// An entry has notes, warnings and bad findings, of cells before the dot and of comparisons behind
/// it. In parentheses stand the comparisons that a check fired in and whose ratio shows something:
/// it has a trend beyond the least effect that matters, or another verdict without the forks that
/// the check is about.
public final class CheckStudy {
  private static final String ANY = "any";
  private static final double UNLIKELY = 0.01;
  private static final double COMPILING = 0.05;
  private static final double OVERRUN = 1.05;
  private static final double ITERATION_OFF = 0.05;
  private static final int FEWEST_ROUNDS = 3;

  /// A run beside what its checks found.
  private record Column(String name, Map<String, Entry> entries) {}

  private static final class Entry {
    final int[] cells = new int[Level.values().length];
    final int[] pairs = new int[Level.values().length];
    int shown;

    void add(Entry other) {
      Arrays.setAll(cells, level -> cells[level] + other.cells[level]);
      Arrays.setAll(pairs, level -> pairs[level] + other.pairs[level]);
      shown += other.shown;
    }

    @Override
    public String toString() {
      return words(cells) + " · " + words(pairs) + (shown > 0 ? " (" + shown + ")" : "");
    }

    private static String words(int... levels) {
      return Arrays.stream(levels).mapToObj(String::valueOf).collect(Collectors.joining("/"));
    }
  }

  private CheckStudy() {}

  public static void main(String[] arguments) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (var folder : folders(Path.of(arguments[0]))) {
      columns.add(study(RunAnalysis.of(RunReader.read(folder))));
    }
    print(columns);
  }

  private static List<Path> folders(Path top) throws IOException {
    try (var all = Files.walk(top)) {
      return all.filter(file -> file.endsWith("run.json")).map(Path::getParent).sorted().toList();
    }
  }

  private static Column study(RunAnalysis run) {
    Map<String, Entry> entries = new TreeMap<>();
    for (var result : run.cells()) {
      worst(result.findings()).forEach((name, level) -> entry(entries, name).cells[level]++);
    }
    for (var quantity : Quantity.ASKED) {
      for (Compared compared : run.comparisons(quantity)) {
        worst(compared.findings())
            .forEach(
                (name, level) -> {
                  var entry = entry(entries, name);
                  entry.pairs[level]++;
                  entry.shown += isShown(run, compared, name) ? 1 : 0;
                });
      }
    }
    var path = run.run().origin();
    return new Column(path.getParent().getFileName() + " " + path.getFileName(), entries);
  }

  private static Entry entry(Map<String, Entry> entries, String name) {
    return entries.computeIfAbsent(name, any -> new Entry());
  }

  /// The highest level of each check, and of all together.
  private static Map<String, Integer> worst(List<Finding> findings) {
    Map<String, Integer> worst = new TreeMap<>();
    for (var finding : findings) {
      int level = finding.level().ordinal();
      worst.merge(
          "%02d %s".formatted(1 + finding.check().ordinal(), finding.check()), level, Math::max);
      worst.merge(ANY, level, Math::max);
    }
    return worst;
  }

  private static boolean isShown(RunAnalysis run, Compared compared, String name) {
    if (name.equals(ANY)) {
      return Arrays.stream(Check.values()).anyMatch(check -> isShown(run, compared, check));
    }
    return isShown(run, compared, Check.valueOf(name.substring(name.indexOf(' ') + 1)));
  }

  private static boolean isShown(RunAnalysis run, Compared compared, Check check) {
    var effect = Math.log1p(run.terms().effect());
    var other = compared.comparison().other();
    var baseline = compared.comparison().baseline();
    if (compared.quantity().isTime()) {
      double[] drifts = driftsOfRatio(run.forks(other), run.forks(baseline));
      if (drifts.length >= FEWEST_ROUNDS
          && StudentT.pOfZeroMean(drifts) < UNLIKELY
          && Math.abs(Moments.mean(drifts)) > effect) {
        return true;
      }
    }
    return changesWithout(
        run, compared, flagged(check, run.forks(other)), flagged(check, run.forks(baseline)));
  }

  /// Whether the verdict is another, and no less certain one, without the rounds of these forks.
  private static boolean changesWithout(
      RunAnalysis run,
      Compared compared,
      Predicate<ForkRecord> ofOther,
      Predicate<ForkRecord> ofBase) {
    Map<Integer, Double> all = new TreeMap<>();
    Map<Integer, Double> left = new TreeMap<>();
    var base = logs(compared.quantity(), compared.comparison().baseline(), run, fork -> true);
    var calmBase =
        logs(compared.quantity(), compared.comparison().baseline(), run, ofBase.negate());
    var calm = logs(compared.quantity(), compared.comparison().other(), run, ofOther.negate());
    logs(compared.quantity(), compared.comparison().other(), run, fork -> true)
        .forEach(
            (round, log) -> {
              if (base.containsKey(round)) {
                all.put(round, log - base.get(round));
                if (calm.containsKey(round) && calmBase.containsKey(round)) {
                  left.put(round, log - base.get(round));
                }
              }
            });
    if (left.size() == all.size() || left.size() < FEWEST_ROUNDS) {
      return false;
    }
    var judge = run.terms().judge();
    var ratio = RatioEstimate.paired(array(all), run.terms().alpha());
    var without = RatioEstimate.paired(array(left), run.terms().alpha());
    var here = judge.on(ratio, run.terms().honest(ratio.p()), List.of());
    var there = judge.on(without, run.terms().honest(without.p()), List.of());
    return !(there instanceof Verdict.Undecided) && !there.word().equals(here.word());
  }

  private static Map<Integer, Double> logs(
      Quantity quantity, Cell cell, RunAnalysis run, Predicate<ForkRecord> which) {
    Map<Integer, Double> logs = new TreeMap<>();
    run.forks(cell).stream()
        .filter(ForkRecord::isOk)
        .filter(which)
        .forEach(fork -> quantity.log(cell, fork).ifPresent(log -> logs.put(fork.round(), log)));
    return logs;
  }

  /// How far the ratio moves within the forks of each round that both have.
  private static double[] driftsOfRatio(List<ForkRecord> other, List<ForkRecord> baseline) {
    Map<Integer, Double> drifts =
        baseline.stream()
            .filter(fork -> fork.isOk() && fork.scores().length >= FEWEST_ROUNDS)
            .collect(Collectors.toMap(ForkRecord::round, CheckStudy::drift, (a, b) -> b));
    return other.stream()
        .filter(fork -> fork.isOk() && drifts.containsKey(fork.round()))
        .filter(fork -> fork.scores().length >= FEWEST_ROUNDS)
        .mapToDouble(fork -> drift(fork) - drifts.get(fork.round()))
        .toArray();
  }

  private static double drift(ForkRecord fork) {
    double[] scores = fork.scores();
    double[] steps = IntStream.range(0, scores.length).mapToDouble(i -> i).toArray();
    double[] logs = Arrays.stream(scores).map(Math::log).toArray();
    return Moments.products(steps, logs) / Moments.products(steps, steps) * (scores.length - 1);
  }

  /// The forks that a check is about; none, where it is about all of them.
  private static Predicate<ForkRecord> flagged(Check check, List<ForkRecord> forks) {
    return switch (check) {
      case COMPILATION ->
          fork -> total(fork, "jvm.compiling") > COMPILING * total(fork, "jvm.lasting");
      case MODES -> above(forks, fork -> Moments.mean(fork.scores()));
      case CORE_TO_CORE -> above(forks, ForkRecord::cpusApart);
      case COLLECTION -> fork -> total(fork, "jvm.full.collections") > 0;
      case OUTLIERS -> CheckStudy::hasFarIteration;
      case ITERATIONS ->
          fork -> total(fork, "jvm.lasting") > OVERRUN * Quantiles.median(lengths(forks));
      case STEAL -> disturbed(MachineChecks.STEAL);
      case NEIGHBOURS -> disturbed(MachineChecks.NEIGHBOURS);
      case QUOTA -> disturbed(MachineChecks.THROTTLING);
      case FREQUENCY -> disturbed(MachineChecks.HEAT);
      default -> fork -> false;
    };
  }

  private static Predicate<ForkRecord> disturbed(String name) {
    return fork ->
        fork.host() != null
            && MachineChecks.of(fork.host()).stream()
                .anyMatch(found -> found.check().equals(name) && found.level() == Fitness.BAD);
  }

  /// Those above the widest gap in what all forks have.
  private static Predicate<ForkRecord> above(
      List<ForkRecord> forks, ToDoubleFunction<ForkRecord> what) {
    double[] sorted =
        forks.stream()
            .filter(ForkRecord::isOk)
            .mapToDouble(fork -> Math.log(what.applyAsDouble(fork)))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    int widest =
        IntStream.range(1, sorted.length)
            .boxed()
            .max((i, k) -> Double.compare(sorted[i] - sorted[i - 1], sorted[k] - sorted[k - 1]))
            .orElse(0);
    return fork -> widest > 0 && Math.log(what.applyAsDouble(fork)) >= sorted[widest];
  }

  private static boolean hasFarIteration(ForkRecord fork) {
    double median = Quantiles.median(fork.scores());
    double mean = Moments.mean(fork.scores());
    return Math.abs(mean / median - 1) > ITERATION_OFF;
  }

  private static double[] lengths(List<ForkRecord> forks) {
    return forks.stream()
        .filter(ForkRecord::isOk)
        .mapToDouble(fork -> total(fork, "jvm.lasting"))
        .toArray();
  }

  private static double total(ForkRecord fork, String metric) {
    return fork.measured().stream()
        .map(iteration -> iteration.metrics().get(metric))
        .filter(value -> value != null)
        .mapToDouble(Iteration.Metric::value)
        .sum();
  }

  private static double[] array(Map<Integer, Double> values) {
    return values.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void print(List<Column> columns) {
    var all = new Column("all", new TreeMap<>());
    columns.forEach(
        column -> column.entries().forEach((name, entry) -> entry(all.entries(), name).add(entry)));
    List<String> names = List.copyOf(all.entries().keySet());
    var head =
        names.stream()
            .map(name -> name.equals(ANY) ? ANY : "C" + Integer.parseInt(name.substring(0, 2)));
    System.out.println("| run | " + head.collect(Collectors.joining(" | ")) + " |");
    System.out.println("| --- |" + " --- |".repeat(names.size()));
    for (var column : Stream.concat(columns.stream(), Stream.of(all)).toList()) {
      var entries =
          names.stream()
              .map(name -> column.entries().get(name))
              .map(entry -> entry == null ? "" : entry.toString());
      System.out.println(
          "| " + column.name() + " | " + entries.collect(Collectors.joining(" | ")) + " |");
    }
  }
}
