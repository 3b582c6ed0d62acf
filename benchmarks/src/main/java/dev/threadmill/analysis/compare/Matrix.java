package dev.threadmill.analysis.compare;

import static dev.threadmill.analysis.compare.CellConditions.differ;
import static dev.threadmill.analysis.compare.CellConditions.difference;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.Run;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.ScoreEstimate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The [Rule]s as two sides, and each cell that both have, keep or break them.
final class Matrix {
  private static final String THREADS_PARAMETER = "threads";

  /// What has rules of its own: the shape for each cell, and for the commit there is the jar.
  private static final Set<String> SAID_ELSEWHERE = Set.of("shape", "commit");

  private final Side base;
  private final Side other;
  private final @Nullable Factor declared;
  private final Set<Factor> ofSides = EnumSet.noneOf(Factor.class);

  Matrix(Side base, Side other, @Nullable Factor declared) {
    this.base = base;
    this.other = other;
    this.declared = declared;
    for (var trait : base.traits()) {
      var factor = trait.factor();
      boolean isOfSides =
          factor == Factor.MACHINE
              || factor == Factor.CODE
              || trait.name().equals(Fingerprint.JVM_OPTIONS);
      if (factor != null && isOfSides && differ(trait.value(), other.value(trait.name()))) {
        ofSides.add(factor);
      }
    }
  }

  boolean isOfMachines() {
    return ofSides.contains(Factor.MACHINE);
  }

  List<Rule.Objection> ofSides() {
    List<Rule.Objection> found = new ArrayList<>();
    String apart =
        base.traits().stream()
            .filter(trait -> trait.factor() == null && !SAID_ELSEWHERE.contains(trait.name()))
            .filter(trait -> differ(trait.value(), other.value(trait.name())))
            .map(Side.Trait::name)
            .collect(Collectors.joining(", "));
    if (!apart.isEmpty()) {
      found.add(Rule.SYSTEM.says("The systems differ in more than is compared: " + apart));
    }
    if (ofSides.contains(Factor.CODE)) {
      found.add(
          Rule.JAR.says(
              "The jars differ: where the benchmarks' classes do not, what they call may"));
    }
    var runs = Stream.of(base, other).flatMap(side -> side.runs().stream()).toList();
    runs.forEach(run -> quota(run.run()).ifPresent(found::add));
    var plain = runs.stream().map(RunAnalysis::run).filter(run -> !run.isInterleaved()).toList();
    if (!plain.isEmpty()) {
      addOfPlain(plain, found);
    }
    if (base.repeats().size() < 2 || other.repeats().size() < 2) {
      found.add(
          Rule.ONE_RUN.says(
              base.repeats().size() == 1 && other.repeats().size() == 1
                  ? "One run each: how much runs differ from each other is assumed, not measured"
                  : "One side has a single run: how much runs differ is assumed, not measured"));
    }
    return found;
  }

  private static Optional<Rule.Objection> quota(Run run) {
    int cpus = run.cpus();
    return (cpus == 0 ? run.cpuQuota() > 0 : run.cpuQuota() < cpus)
        ? Optional.of(
            Rule.QUOTA.says(
                "A quota gave %s the time of %s CPUs, of the %s that its threads run on"
                    .formatted(
                        run.name(), Figures.number(run.cpuQuota()), cpus == 0 ? "CPUs" : cpus)))
        : Optional.empty();
  }

  private static void addOfPlain(List<Run> plain, List<Rule.Objection> found) {
    var names = plain.stream().map(Run::name).distinct().collect(Collectors.joining(" and "));
    boolean isOne = plain.size() == 1;
    found.add(
        Rule.NOT_INTERLEAVED.says(
            names
                + (isOne ? " is a plain JMH file: its" : " are plain JMH files: their")
                + " benchmarks ran one after the other"));
    found.add(
        Rule.UNKNOWN_ORIGIN.says(
            names
                + (isOne ? " does" : " do")
                + " not tell the machine, the code, or how many operations a call is"));
  }

  List<Rule.Objection> of(Measured measured, Measured counterpart) {
    CellConditions one = measured.conditions();
    CellConditions two = counterpart.conditions();
    List<Rule.Objection> found = new ArrayList<>();
    for (var rule :
        List.of(Rule.CLASS, Rule.MODE, Rule.UNIT, Rule.OPERATIONS, Rule.THREADS, Rule.SHAPE)) {
      if (differ(one.get(rule), two.get(rule))) {
        var asked = rule == Rule.THREADS && isOfMachines() ? Rule.RESOLVED_THREADS : rule;
        found.add(asked.says(difference(rule, one, two)));
      }
    }
    addOversubscribed(found, measured, one, two);
    addFactors(found, one, two);
    if (one.ofJvm() != null && two.ofJvm() != null) {
      JdkDefault.between(one.ofJvm(), two.ofJvm()).map(Rule.DEFAULTS::says).ifPresent(found::add);
    }
    int forks = Math.min(forks(measured), forks(counterpart));
    if (forks < ScoreEstimate.FEWEST_FORKS) {
      found.add(
          Rule.FEW_FORKS.says(
              "One side has " + forks + (forks == 1 ? " fork" : " forks") + ", too few to tell"));
    }
    return found;
  }

  private static int forks(Measured measured) {
    return measured.isPaced()
        ? measured.arm(Quantity.LATENCY).size()
        : measured.arm(Quantity.TIME).size();
  }

  private static void addOversubscribed(
      List<Rule.Objection> found, Measured measured, CellConditions one, CellConditions two) {
    var number = measured.cell().whole(THREADS_PARAMETER);
    int fewer = Math.min(one.cpus(), two.cpus());
    if (number != null
        && fewer > 0
        && number > fewer
        && number <= Math.max(one.cpus(), two.cpus())) {
      found.add(
          Rule.OVERSUBSCRIBED.says(
              "%1$s threads share %2$s CPUs on one side and have one each on the other; run both with"
                      .formatted(number, fewer)
                  + " --cores "
                  + fewer));
    }
  }

  private void addFactors(List<Rule.Objection> found, CellConditions one, CellConditions two) {
    Set<Factor> differing = EnumSet.noneOf(Factor.class);
    differing.addAll(ofSides);
    for (var factor : Factor.values()) {
      var rule = factor.rule();
      if (rule != null && differ(one.get(rule), two.get(rule))) {
        differing.add(factor);
        if (declared != factor) {
          String hint =
              rule.onScores() == Rule.Effect.REFUSE
                  ? "; --factor " + factor.label() + " says that it is meant"
                  : "";
          found.add(rule.says(difference(rule, one, two) + hint));
        }
      }
    }
    if (ofSides.contains(Factor.FLAGS) && declared != Factor.FLAGS) {
      found.add(Rule.FLAGS.says("The environment gives the JVMs other options"));
    }
    boolean asDeclared = declared == null || differing.contains(declared);
    if (declared != null && !asDeclared) {
      found.add(
          Rule.NO_DIFFERENCE.says(
              capital(declared.words()) + " was declared to differ, and is the same"));
    }
    if (differing.size() > 1) {
      found.add(
          Rule.TWO_FACTORS.says(capital(words(differing)) + " differ, and only one thing may"));
    } else if (!asDeclared && !differing.isEmpty()) {
      found.add(
          Rule.UNDECLARED.says(capital(words(differing)) + " differs, which was not declared"));
    }
  }

  private static String words(Set<Factor> factors) {
    List<String> words = factors.stream().map(Factor::words).toList();
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
