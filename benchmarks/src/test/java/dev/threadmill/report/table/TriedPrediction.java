package dev.threadmill.report.table;

import dev.threadmill.report.table.Published.Clusters;
import dev.threadmill.report.table.Published.Placing;
import dev.threadmill.report.table.Published.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/// A model of one shared cache line that was tried and that nobody gets. It stands here so that
/// anybody can see by how much it is wrong, and try a better one against the same curves.
///
/// It knows of a curve what two cores tell: the time alone, and the time at the lowest contended
/// number of cores. The rest follows from how often the line moves between clusters, and from three
/// constants that are the same for all curves.
///
/// @param back by how much two cores are faster than many, because the line goes back to where it
///     was a moment ago
/// @param retry how much a lost race adds to a compare-and-set
/// @param waiters how much waiters add to the hand-over of a lock
record TriedPrediction(double back, double retry, double waiters) {
  /// A point of a curve that the model was not told.
  ///
  /// @param across whether the line moves between clusters
  /// @param ratio the predicted time by the published one
  record Guess(Series series, boolean across, int cores, double ratio) {
    boolean isWithin(double factor) {
      return Math.max(ratio, 1 / ratio) <= factor;
    }

    /// The error as a share of what was published.
    double error() {
      return ratio - 1;
    }
  }

  /// Each third curve by name has no say in the constants. The rule is older than the first error.
  static boolean isHeldOut(Published published, Series one) {
    return published.series().stream().map(Series::id).sorted().toList().indexOf(one.id()) % 3 == 2;
  }

  /// With the constants that fit the other two thirds best, in steps of a twentieth.
  static TriedPrediction fitted(Published published) {
    return new TriedPrediction(
        best(published, value -> new TriedPrediction(value, 0, 0), List.of("add", "arc")),
        best(published, value -> new TriedPrediction(0, value, 0), List.of("cas")),
        best(published, value -> new TriedPrediction(0, 0, value), List.of("mutex")));
  }

  private static double best(
      Published published, DoubleFunction<TriedPrediction> model, List<String> subjects) {
    return IntStream.rangeClosed(0, 100)
        .mapToObj(step -> step / 20.0)
        .min(
            Comparator.comparingDouble(
                value ->
                    model.apply(value).guesses(published).stream()
                        .filter(guess -> !isHeldOut(published, guess.series()))
                        .filter(guess -> subjects.contains(guess.series().subject()))
                        .mapToDouble(guess -> Math.pow(Math.log(guess.ratio()), 2))
                        .sum()))
        .orElseThrow();
  }

  /// Every point above the lowest contended one, save where the model refuses.
  List<Guess> guesses(Published published) {
    List<Guess> all = new ArrayList<>();
    for (var one : published.series()) {
      var machine = Published.of(published.machines(), one.machine());
      int lowest = lowest(one);
      for (var point : one.nanos().tailMap(lowest + 1).entrySet()) {
        boolean across = share(machine, one.threads(), point.getKey()) > 0;
        nanos(one, machine, point.getKey())
            .ifPresent(
                nanos -> all.add(new Guess(one, across, point.getKey(), nanos / point.getValue())));
      }
    }
    return all;
  }

  private static int lowest(Series one) {
    return one.nanos().tailMap(2).firstKey();
  }

  private OptionalDouble nanos(Series one, Clusters machine, int cores) {
    int lowest = lowest(one);
    double told = one.nanos().get(lowest);
    if (List.of("striped", "private").contains(one.subject())) {
      return OptionalDouble.of(told * lowest / cores);
    }
    var from = move(machine, one.threads(), lowest);
    var to = move(machine, one.threads(), cores);
    if (from.isEmpty() || to.isEmpty()) {
      return OptionalDouble.empty();
    }
    double alone = one.subject().equals("mutex") ? one.nanos().get(1) : 0;
    double growth =
        to.getAsDouble()
            * contention(one.subject(), cores)
            / (from.getAsDouble() * contention(one.subject(), lowest));
    return OptionalDouble.of(alone + (told - alone) * growth);
  }

  private double contention(String subject, int cores) {
    return switch (subject) {
      case "cas" -> 1 + retry * (1 - 2.0 / cores);
      case "mutex" -> 1 + waiters * (1 - 2.0 / cores);
      default -> 1 + back * (1 - 1.0 / (cores - 1));
    };
  }

  /// The time of a move by that inside a cluster; nothing where nobody told how fast clusters are,
  /// or where a virtual machine hides them.
  private static OptionalDouble move(Clusters machine, Placing placing, int cores) {
    double share = share(machine, placing, cores);
    var inside = machine.inside();
    var across = machine.across();
    if (machine.hidden() || share > 0 && (inside == null || across == null)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        share == 0 || inside == null || across == null ? 1 : 1 + (across / inside - 1) * share);
  }

  /// How often the next core that gets the line is in another cluster, if any may be next.
  private static double share(Clusters machine, Placing placing, int cores) {
    int size = machine.cluster();
    int clusters = machine.clusters();
    if (clusters == 1) {
      return 0;
    }
    if (placing == Placing.ANY) {
      return (double) (size * clusters - size) / (size * clusters - 1);
    }
    double same =
        IntStream.range(0, clusters)
            .map(
                nth ->
                    placing == Placing.FILLING
                        ? Math.clamp(cores - nth * size, 0, size)
                        : cores / clusters + (nth < cores % clusters ? 1 : 0))
            .mapToDouble(own -> own * (own - 1.0))
            .sum();
    return 1 - same / (cores * (cores - 1.0));
  }
}
