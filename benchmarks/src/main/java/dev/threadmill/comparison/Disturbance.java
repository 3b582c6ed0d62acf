package dev.threadmill.comparison;

import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.machine.HostActivity;
import dev.threadmill.machine.MachineChecks;
import dev.threadmill.machine.MachineChecks.Fitness;
import dev.threadmill.machine.MachineChecks.Observation;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.diagnosis.CpuDistance;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something that disturbed some forks and not the others, by what was counted beside them.
///
/// [MachineChecks] alone knows from where on the host disturbs, so that `doctor` and a report never
/// disagree. A clock and a collector are held against the other forks of the same cell: what all of
/// them have is part of what is measured.
///
/// @param forks that it disturbed
/// @param seen how much of it was in the worst of them, as a clause
/// @param advice what to do, as a sentence
record Disturbance(Check check, Set<ForkRecord> forks, String seen, String advice) {
  private static final double SLOW_CLOCK = 0.03;
  private static final double MORE_COLLECTING = 0.05;
  private static final double MOST = 0.7;

  /// All disturbances of forks that ended well, those of each cell by themselves.
  @SafeVarargs
  static List<Disturbance> of(List<ForkRecord>... cells) {
    var forks = Stream.of(cells).flatMap(List::stream).toList();
    return Stream.of(
            ofHost(Check.STEAL, MachineChecks.STEAL, HostActivity::stealShare, forks),
            ofHost(Check.QUOTA, MachineChecks.THROTTLING, HostActivity::throttledPeriods, forks),
            ofHost(Check.FREQUENCY, MachineChecks.HEAT, HostActivity::thermalThrottles, forks),
            ofHost(Check.NEIGHBOURS, MachineChecks.NEIGHBOURS, HostActivity::othersCpus, forks),
            unlikeOthers(
                Check.FREQUENCY,
                fork -> -Math.log(Reported.megahertz(List.of(fork))),
                SLOW_CLOCK,
                "The clock was %s slower than in other forks",
                "Fix the clock speed.",
                cells),
            unlikeOthers(
                Check.COLLECTION,
                fork -> Reported.collecting(List.of(fork)),
                MORE_COLLECTING,
                "Garbage collection took %s more of the time than in other forks",
                "Use a larger heap.",
                cells))
        .flatMap(Optional::stream)
        .toList();
  }

  /// What [MachineChecks] finds bad; pages are swapped for anyone on the machine, and count for
  /// nothing here.
  private static Optional<Disturbance> ofHost(
      Check check,
      String name,
      Function<HostActivity, @Nullable Number> amount,
      List<ForkRecord> forks) {
    ToDoubleFunction<ForkRecord> known =
        fork -> {
          var counted = fork.host() == null ? null : amount.apply(fork.host());
          return counted == null ? 0 : counted.doubleValue();
        };
    return forks.stream()
        .max(Comparator.comparingDouble(known))
        .flatMap(worst -> bad(name, worst))
        .map(
            worst ->
                new Disturbance(
                    check,
                    set(forks.stream().filter(fork -> bad(name, fork).isPresent())),
                    worst.found().replaceFirst("\\.$", ""),
                    String.valueOf(worst.advice())));
  }

  private static Optional<Observation> bad(String name, ForkRecord fork) {
    return fork.host() == null
        ? Optional.empty()
        : MachineChecks.of(fork.host()).stream()
            .filter(found -> found.check().equals(name) && found.level() == Fitness.BAD)
            .findFirst();
  }

  /// Forks in which something is larger than in the middle one of their cell.
  @SafeVarargs
  private static Optional<Disturbance> unlikeOthers(
      Check check,
      ToDoubleFunction<ForkRecord> amount,
      double limit,
      String seen,
      String advice,
      List<ForkRecord>... cells) {
    Set<ForkRecord> disturbed = set(Stream.empty());
    double worst = 0;
    for (var forks : cells) {
      double[] amounts = forks.stream().mapToDouble(amount).toArray();
      double[] known = Arrays.stream(amounts).filter(Double::isFinite).toArray();
      double usual = known.length == 0 ? Double.NaN : Quantiles.median(known);
      for (int i = 0; i < amounts.length; i++) {
        if (amounts[i] - usual > limit) {
          disturbed.add(forks.get(i));
          worst = Math.max(worst, amounts[i] - usual);
        }
      }
    }
    return disturbed.isEmpty()
        ? Optional.empty()
        : Optional.of(new Disturbance(check, disturbed, seen.formatted(percent(worst)), advice));
  }

  /// By identity, since to compare forks by all that they have would take long.
  static Set<ForkRecord> set(Stream<ForkRecord> forks) {
    Set<ForkRecord> set = Collections.newSetFromMap(new IdentityHashMap<>());
    forks.forEach(set::add);
    return set;
  }

  static int count(Set<ForkRecord> some, List<ForkRecord> all) {
    return (int) all.stream().filter(some::contains).count();
  }

  /// Whether it explains most of what forks differ by.
  ///
  /// @param logs their scores
  boolean explains(List<ForkRecord> of, double[] logs) {
    double[] here = of.stream().mapToDouble(fork -> forks.contains(fork) ? 1 : 0).toArray();
    return CpuDistance.explained(here, logs) > MOST;
  }

  /// What is to be said of the score of a cell: a note, unless the score is another without the
  /// disturbed forks, or hardly any other is left.
  ///
  /// @param logs scores of the forks
  /// @param matters the least difference of logarithms that does
  Finding ofCell(List<ForkRecord> of, double[] logs, double matters) {
    double[] calm =
        IntStream.range(0, logs.length)
            .filter(i -> !forks.contains(of.get(i)))
            .mapToDouble(i -> logs[i])
            .toArray();
    boolean shows =
        calm.length < ScoreEstimate.FEWEST_FORKS
            || Math.abs(Moments.mean(calm) - Moments.mean(logs)) > matters;
    return finding(
        shows ? Level.WARN : Level.NOTE, count(forks, of) + " of " + of.size() + " forks", "");
  }

  Finding finding(Level level, String where, String consequence) {
    var clause = Character.toLowerCase(seen.charAt(0)) + seen.substring(1);
    var sentence = "Disturbed in %s: %s at worst%s. %s";
    return new Finding(check, level, sentence.formatted(where, clause, consequence, advice));
  }
}
