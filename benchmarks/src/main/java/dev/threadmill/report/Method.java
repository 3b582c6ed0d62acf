package dev.threadmill.report;

import dev.threadmill.report.table.Source;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.RunManifest;
import dev.threadmill.stats.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the runs were measured, what disturbed them, and what they cannot tell.
final class Method {
  private Method() {}

  /// How it was measured, a sentence each.
  static List<String> of(List<Source> sources) {
    List<String> sentences = new ArrayList<>();
    sources.forEach(source -> add(sentences, source));
    sentences.add(
        "Each fork is a JVM of its own, and counts with the mean of its measured iterations; scores"
            + " are geometric means over forks.");
    sentences.add(
        "A ratio is taken within rounds, in which the cells of a comparison run back to back in"
            + " random order; its interval is Student's t on the logarithms.");
    sentences.add(
        "Verdicts allow for all comparisons of a run together (Benjamini and Hochberg), and stand"
            + " aside where a check forbids them.");
    return sentences;
  }

  private static void add(List<String> sentences, Source source) {
    var manifest = source.run().manifest();
    if (manifest == null) {
      sentences.add(
          source.machine()
              + " is a plain JMH file: its cells ran one after another, so their ratios are not"
              + " paired and a machine that drifted moves them.");
      return;
    }
    var shape = manifest.shape();
    var limits = manifest.limits();
    sentences.add(
        source.machine()
            + ": preset "
            + manifest.preset()
            + ", "
            + Readable.forks(source.run().forks().size())
            + ", seed "
            + manifest.seed()
            + ", begun "
            + manifest.started()
            + (manifest.ended() == null ? "" : ", ended " + manifest.ended())
            + ", by version "
            + manifest.suite().version()
            + ", commit "
            + manifest.suite().commit()
            + ".");
    sentences.add(
        source.machine()
            + ": forks of warm benchmarks had "
            + iterations(shape.warmupIterations(), shape.warmupMillis())
            + " of warm-up, more where a benchmark asks for it, and "
            + iterations(shape.iterations(), shape.iterationMillis())
            + " of measurement; comparisons had "
            + limits.minRounds()
            + " to "
            + limits.maxRounds()
            + " rounds, until ratios were known to ±"
            + Figures.percent(limits.precision())
            + " or "
            + limits.budgetSeconds()
            + " s were spent.");
    sentences.add(
        source.machine()
            + ": less than "
            + Figures.percent(source.analysis().terms().effect())
            + " counts as the same.");
    manifest
        .jvms()
        .forEach(
            (name, arguments) ->
                sentences.add(
                    source.machine()
                        + ": JVM arguments \""
                        + name
                        + "\": "
                        + (arguments.isEmpty() ? "none" : String.join(" ", arguments))
                        + "."));
  }

  private static String iterations(int count, int millis) {
    return count + (count == 1 ? " iteration" : " iterations") + " of " + millis + " ms";
  }

  /// What the figures cannot tell, a sentence each.
  static List<String> limits(List<Source> sources) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "These are microbenchmarks: they say what an operation costs by itself, and not how much"
            + " of a program's time goes there.");
    sentences.add(
        sources.size() == 1
            ? "This is one run on one machine: its intervals hold what forks differ by, and not"
                + " what other machines, other runs or other builds would."
            : "Intervals hold what forks of one run differ by. Between runs and machines compare"
                + " ratios, not times.");
    if (sources.stream().anyMatch(source -> isVirtual(source.run().manifest()))) {
      sentences.add(
          "A virtual machine shares its processors with others that nobody here can see: times are"
              + " upper bounds.");
    }
    sources.stream().flatMap(Method::gaps).forEach(sentences::add);
    return sentences;
  }

  private static boolean isVirtual(@Nullable RunManifest manifest) {
    var fingerprint = manifest == null ? null : manifest.fingerprint();
    var hypervisor = fingerprint == null ? null : fingerprint.surroundings().hypervisor();
    return hypervisor != null && !hypervisor.equals("none");
  }

  private static Stream<String> gaps(Source source) {
    List<String> gaps = new ArrayList<>();
    var manifest = source.run().manifest();
    if (manifest != null && manifest.state() != RunManifest.State.COMPLETE) {
      gaps.add(source.machine() + ": the run did not end; what follows is what it had until then.");
    }
    var without = source.analysis().cells().stream().filter(cell -> cell.score() == null).toList();
    if (!without.isEmpty()) {
      gaps.add(
          source.machine()
              + ": "
              + without.size()
              + " of "
              + source.analysis().cells().size()
              + " cells have no score, each for a reason given with it.");
    }
    long few =
        source.analysis().comparisons().stream()
            .filter(compared -> compared.ratio().interval() == null)
            .count();
    if (few > 0) {
      gaps.add(source.machine() + ": " + few + " comparisons have too few rounds for an interval.");
    }
    return gaps.stream();
  }

  /// Forks that did not end well.
  static long failed(Source source) {
    return source.run().forks().stream()
        .filter(fork -> fork.outcome() == ForkRecord.Outcome.FAILED)
        .count();
  }
}
