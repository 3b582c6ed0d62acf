package dev.threadmill.runner;

import dev.threadmill.lane.Workbench.Programs;
import dev.threadmill.machine.CoreToCore;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.machine.Redaction;
import dev.threadmill.machine.Ruler;
import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Preset;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.LaneBuild;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prepares the folder of a run that has not begun.
///
/// @param results the folder that holds all machines' runs
/// @param machine what to call the machine; empty for a name made from its processor
/// @param command the arguments as the user gave them
public record NewRun(
    Path results,
    Optional<String> machine,
    Preset preset,
    List<Group> groups,
    Limits limits,
    long seed,
    List<String> command,
    Jdks jdks,
    Programs programs) {
  /// Of the pairs of CPUs; some five hundred pairs take about as long.
  private static final Duration LONGEST_PROBE = Duration.ofSeconds(15);

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm");

  /// Creates the folder with its manifest, after everything that takes time has been measured.
  public RunFolder prepare() throws InterruptedException {
    var reading = CompletableFuture.supplyAsync(ThisJar::suite); // megabytes, beside the JDKs
    var host = Host.here();
    var fingerprint = Fingerprint.of(host);
    for (var jdk : homes().entrySet()) {
      var facts = JdkFacts.of(host, jdk.getValue(), usualArguments(jdk.getKey()));
      fingerprint = fingerprint.with(jdk.getKey(), facts);
    }
    var suite = reading.join();
    fingerprint = fingerprint.with(Ruler.standard().measure());
    var coreToCore = CoreToCore.measure(LONGEST_PROBE);
    var redaction = Redaction.here();
    var name = machine.orElse(fingerprint.slug());
    var now = Instant.now();
    return RunFolder.create(
        results.resolve(name),
        NAME.format(LocalDateTime.ofInstant(now, ZoneId.systemDefault())) + "-" + shortName(suite),
        new RunManifest(
            RunManifest.SCHEMA,
            suite,
            State.RUNNING,
            now.truncatedTo(ChronoUnit.SECONDS).toString(),
            null,
            name,
            preset.label(),
            command.stream().map(redaction::text).toList(),
            seed,
            preset.shape(),
            limits,
            groups,
            jdks.places(redaction),
            jdks.arguments(redaction),
            builds(),
            ThisJar.classes(cells().map(Cell::benchmark)),
            fingerprint,
            coreToCore));
  }

  private Map<String, LaneBuild> builds() {
    Map<String, LaneBuild> builds = new LinkedHashMap<>();
    programs.ready().forEach((lane, program) -> builds.put(lane.id(), program.build()));
    return builds;
  }

  private Map<String, Path> homes() {
    return jdks.homes().isEmpty()
        ? Map.of(String.valueOf(Runtime.version().feature()), Jdks.hostHome())
        : jdks.homes();
  }

  /// The arguments of the most forks on a JDK: its JVM sets itself up by them.
  private List<String> usualArguments(String jdk) {
    return cells()
        .filter(cell -> cell.lane() == null)
        .filter(cell -> cell.jdk() == null || cell.jdk().equals(jdk))
        .collect(Collectors.groupingBy(this::arguments, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(List.of());
  }

  private List<String> arguments(Cell cell) {
    var jvm = jdks.apply(cell);
    var own = Catalog.find(cell.benchmark()).map(Catalog.Entry::jvmArguments).orElse(List.of());
    return Stream.of(jvm.before(), own, jvm.after()).flatMap(List::stream).toList();
  }

  private Stream<Cell> cells() {
    return groups.stream().flatMap(group -> group.cells().stream());
  }

  private static String shortName(RunManifest.Suite suite) {
    String version = suite.commit().matches("[0-9a-f]{7,}.*") ? suite.commit() : suite.jar();
    return version.substring(0, Math.min(7, version.length()));
  }
}
