package dev.threadmill.report.table;

import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.comparison.CellResult;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.chart.PlainText;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// A run as a report sees it: what it says, and what to call its machine and its JDKs.
public final class Source {
  private final RunAnalysis analysis;
  private final String machine;
  private final Map<String, List<ForkRecord>> forks;
  private final Map<String, CellResult> results = new HashMap<>();
  private final Map<String, List<Tail>> tails = new HashMap<>();
  private final JdkNames jdks;
  private final Set<String> paced;

  private Source(RunAnalysis analysis, String machine, JdkNames jdks) {
    this.analysis = analysis;
    this.machine = machine;
    this.jdks = jdks;
    this.forks = analysis.run().forksByCell();
    analysis.cells().forEach(result -> results.put(result.cell().id(), result));
    this.paced =
        analysis.run().cells().stream()
            .filter(cell -> ended(cell).stream().anyMatch(ForkRecord::isPaced))
            .map(Cell::benchmark)
            .collect(Collectors.toSet());
  }

  /// The runs of a report. Where two are of one machine and one JDK, each is named by its folder
  /// too, or their rows would be taken for each other's.
  public static List<Source> of(List<RunAnalysis> analyses) {
    Map<String, Integer> times = new HashMap<>();
    for (var analysis : analyses) {
      var machine = machineOf(analysis.run());
      JdkNames.of(analysis.run())
          .all()
          .forEach(jdk -> times.merge(machine + " " + jdk, 1, Integer::sum));
    }
    Map<String, Integer> named = new HashMap<>();
    List<Source> sources = new ArrayList<>();
    for (var analysis : analyses) {
      var machine = machineOf(analysis.run());
      var jdks = JdkNames.of(analysis.run());
      boolean alone =
          jdks.all().stream().allMatch(jdk -> times.getOrDefault(machine + " " + jdk, 0) == 1);
      var name = alone ? machine : PlainText.of(analysis.run().name());
      // Folders of one name may lie in different places.
      int nth = alone ? 1 : named.merge(name, 1, Integer::sum);
      sources.add(new Source(analysis, nth == 1 ? name : name + " (" + nth + ")", jdks));
    }
    return List.copyOf(sources);
  }

  /// The name is said in every sentence, so that it is no longer than a label.
  private static String machineOf(Run run) {
    var manifest = run.manifest();
    return PlainText.of(manifest == null ? run.name() : manifest.machine());
  }

  public RunAnalysis analysis() {
    return analysis;
  }

  public Run run() {
    return analysis.run();
  }

  /// What the report calls the machine.
  public String machine() {
    return machine;
  }

  public CellResult result(Cell cell) {
    return Objects.requireNonNull(results.get(cell.id()));
  }

  /// The JDK of a cell, as a feature version where that tells all JDKs of the run apart.
  public String jdk(Cell cell) {
    return jdks.name(cell);
  }

  /// The words of the command that measures cells of the run again; none for a JMH file, which does
  /// not tell how it was made. JDKs are called as the run calls them, but a folder by its version.
  public List<String> again(Collection<Cell> cells) {
    var manifest = run().manifest();
    return manifest == null || cells.isEmpty()
        ? List.of()
        : ShortCommand.of(cells, manifest.preset(), this::jdkToType);
  }

  /// What to type for the JDK of a cell.
  public String jdkToType(Cell cell) {
    var name = String.valueOf(cell.jdk());
    return name.matches("[\\w.+-]+") ? name : jdk(cell);
  }

  /// The JDKs of the run, in the order of its plan.
  public Collection<String> jdks() {
    return jdks.all();
  }

  /// How many processors the forks of a cell were given; 0 where nobody told.
  public int cores(Cell cell) {
    if (cell.cores() != null) {
      return cell.cores();
    }
    var manifest = run().manifest();
    var fingerprint = manifest == null ? null : manifest.fingerprint();
    if (fingerprint == null) {
      return 0;
    }
    var processor = fingerprint.processor();
    return processor.topology().known()
        ? processor.topology().size()
        : Objects.requireNonNullElse(processor.threads(), 0);
  }

  /// The forks of a cell that ended well.
  public List<ForkRecord> ended(Cell cell) {
    return forks.getOrDefault(cell.id(), List.of()).stream().filter(ForkRecord::isOk).toList();
  }

  /// Whether the benchmark works at a rate that is set, so that its score is that of a schedule and
  /// compares nothing.
  public boolean isPaced(Cell cell) {
    return paced.contains(cell.benchmark());
  }

  /// The latencies that each fork of a cell recorded under a name.
  public List<Tail> tails(Cell cell, String name) {
    return tails.computeIfAbsent(
        cell.id() + " " + name,
        any ->
            ended(cell).stream()
                .map(fork -> Tail.of(fork, name))
                .filter(tail -> tail.count() > 0)
                .toList());
  }

  /// A metric's mean over the measured iterations of each fork.
  public double[] metrics(Cell cell, String name) {
    return ended(cell).stream()
        .map(fork -> metric(fork, name))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }

  /// A metric's mean over all forks of a cell.
  OptionalDouble metric(Cell cell, String name) {
    return ended(cell).stream()
        .map(fork -> metric(fork, name))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  /// A metric's mean over the measured iterations of a fork.
  public static OptionalDouble metric(ForkRecord fork, String name) {
    return fork.mean(name);
  }
}
