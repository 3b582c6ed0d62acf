package dev.threadmill.report;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.RunManifest;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The sentences on how the runs were measured, on what may have disturbed them, and on the
/// limits of their figures.
final class Method {
  private static final String SCORES =
      "Each fork is a JVM of its own and counts with the mean of its measured iterations; scores"
          + " are geometric means over forks.";

  private static final List<String> RATIOS =
      List.of(
          "A ratio is taken within rounds, in which the cells of a comparison run back to back in"
              + " random order; its interval is Student's t on the logarithms.",
          "Verdicts allow for all comparisons of a run together (Benjamini and Hochberg); a ratio"
              + " that a check distrusts is unreliable, whatever its interval.");

  private final List<String> sentences = new ArrayList<>();

  private Method() {}

  static List<String> of(List<Source> sources) {
    var method = new Method();
    sources.forEach(method::measured);
    method.sentences.add(SCORES);
    if (sources.stream().anyMatch(source -> source.run().manifest() != null)) {
      method.sentences.addAll(RATIOS);
    }
    return method.sentences;
  }

  static List<String> limits(List<Source> sources) {
    var method = new Method();
    method.sentences.add(
        "These are microbenchmarks: they tell the cost of one operation by itself, and not its"
            + " share of a program's time.");
    method.sentences.add(
        sources.size() == 1
            ? "This is one run on one machine: its intervals cover the differences between forks,"
                + " and not those between machines, runs or builds."
            : "Intervals cover the differences between forks of one run. Between runs and machines"
                + " compare ratios, not times.");
    if (sources.stream().anyMatch(source -> isVirtual(source.run().fingerprint()))) {
      method.sentences.add(
          "A virtual machine shares its processors with others that cannot be seen from inside:"
              + " times are upper bounds.");
    }
    sources.forEach(method::gaps);
    return method.sentences;
  }

  /// What may have disturbed the runs: the worst of each kind, with how many cells it affects.
  static List<String> warnings(List<Source> sources) {
    var method = new Method();
    sources.forEach(method::warnings);
    return method.sentences;
  }

  private void say(Source source, String sentence, Object... values) {
    sentences.add(source.machine() + ": " + sentence.formatted(values));
  }

  private void measured(Source source) {
    var manifest = source.run().manifest();
    if (manifest == null) {
      say(
          source,
          "a plain JMH file. Its benchmarks ran one after another, so that a machine which drifted"
              + " biases their ratios. JMH's own scores are arithmetic means over all iterations;"
              + " those here differ from them where forks do.");
      return;
    }
    var shape = manifest.shape();
    var limits = manifest.limits();
    say(
        source,
        "preset %s, %s, seed %s, started %s%s, version %s, commit %s.",
        manifest.preset(),
        Readable.forks(source.run().forks().size()),
        manifest.seed(),
        manifest.started(),
        manifest.ended() == null ? "" : ", ended " + manifest.ended(),
        manifest.suite().version(),
        manifest.suite().commit());
    say(
        source,
        "forks of warm benchmarks had %s of warm-up, more where a benchmark asks for it, and %s of"
            + " measurement; comparisons had %s to %s rounds, until ratios were known to ±%s or %s"
            + " s were spent.",
        iterations(shape.warmupIterations(), shape.warmupMillis()),
        iterations(shape.iterations(), shape.iterationMillis()),
        limits.minRounds(),
        limits.maxRounds(),
        Figures.percent(limits.precision()),
        limits.budgetSeconds());
    say(
        source,
        "less than %s counts as the same.",
        Figures.percent(source.analysis().terms().effect()));
    manifest
        .jvms()
        .forEach(
            (name, arguments) ->
                say(
                    source,
                    "JVM arguments \"%s\": %s.",
                    name,
                    arguments.isEmpty() ? "none" : String.join(" ", arguments)));
  }

  private static String iterations(int count, int millis) {
    return count + (count == 1 ? " iteration" : " iterations") + " of " + millis + " ms";
  }

  private static boolean isVirtual(@Nullable Fingerprint fingerprint) {
    var hypervisor = fingerprint == null ? null : fingerprint.surroundings().hypervisor();
    return hypervisor != null && !hypervisor.equals("none");
  }

  private void gaps(Source source) {
    var manifest = source.run().manifest();
    if (manifest != null && manifest.state() != RunManifest.State.COMPLETE) {
      say(source, "the run did not end; the figures are of what it had measured by then.");
    }
    var cells = source.analysis().cells();
    long without = cells.stream().filter(cell -> cell.score() == null).count();
    if (without > 0) {
      say(source, without + " of " + cells.size() + " cells have no score; each says why.");
    }
    long few =
        source.analysis().comparisons().stream()
            .filter(compared -> compared.ratio().interval() == null)
            .count();
    if (few > 0) {
      say(source, few + " comparisons have too few rounds for an interval.");
    }
  }

  private void warnings(Source source) {
    var fingerprint = source.run().fingerprint();
    if (fingerprint != null) {
      if (Boolean.TRUE.equals(fingerprint.surroundings().emulated())) {
        say(
            source,
            "QEMU emulated the processor in software: its times and ratios say nothing about any"
                + " real one.");
      }
      fingerprint.unknown().ifPresent(sentence -> say(source, "%s", sentence));
    }
    source.run().damage().forEach(sentence -> say(source, "%s.", sentence));
    source
        .analysis()
        .drift()
        .forEach(finding -> checked(source, finding.code(), ": ", finding.sentence()));
    findings(source);
    long failed =
        source.run().forks().stream().filter(fork -> fork.outcome() == Outcome.FAILED).count();
    if (failed > 0) {
      say(source, "%s failed.", Readable.forks((int) failed));
    }
    withoutScore(source);
  }

  private void checked(Source source, String code, String where, String sentence) {
    sentences.add(source.machine() + ", check " + code + where + sentence);
  }

  private void findings(Source source) {
    Map<String, List<Finding>> byCode = new TreeMap<>();
    for (var cell : source.analysis().cells()) {
      for (var finding : cell.warnings()) {
        byCode.computeIfAbsent(finding.code(), any -> new ArrayList<>()).add(finding);
      }
    }
    byCode.forEach(
        (code, findings) -> {
          var worst =
              findings.stream()
                  .filter(finding -> finding.level() == Level.BAD)
                  .findFirst()
                  .orElse(findings.getFirst());
          int cells = findings.size();
          var where = cells == 1 ? " at one cell: " : " at " + cells + " cells, such as: ";
          checked(source, code, where, worst.sentence());
        });
  }

  /// Cells that have no score, those with the same reason together.
  private void withoutScore(Source source) {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    source.analysis().cells().stream()
        .filter(cell -> cell.status() != CellResult.Status.OK)
        .forEach(
            cell ->
                cells.computeIfAbsent(cell.why(), any -> new ArrayList<>()).add(cell.cell().id()));
    cells.forEach(
        (why, ids) -> {
          var more = ids.size() == 1 ? " " : " and " + (ids.size() - 1) + " more: ";
          say(source, "%s", ids.getFirst() + more + why);
        });
  }
}
