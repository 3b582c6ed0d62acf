package dev.threadmill.analysis.compare;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Setting;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Under which conditions the forks of a cell ran. What is null is unknown.
record Conditions(
    String mode,
    @Nullable String unit,
    @Nullable String classHash,
    @Nullable Integer threads,
    @Nullable String operations,
    @Nullable String shape,
    @Nullable String jdk,
    @Nullable String gc,
    @Nullable String heap,
    @Nullable String flags,
    @Nullable Integer cores,
    @Nullable Integer cpus) {

  private static final String CHOICE = "the JVM's choice";

  /// What our own runner adds on some JDKs, to keep them quiet.
  private static final Set<String> SILENCERS = Set.of("--sun-misc-unsafe-memory-access=allow");

  static Conditions of(Run run, Cell cell, List<ForkRecord> forks) {
    var ended = forks.stream().filter(ForkRecord::isOk).findFirst();
    @Nullable Setting setting = ended.map(ForkRecord::setting).orElse(null);
    RunManifest manifest = run.manifest();
    Fingerprint print = manifest == null ? null : manifest.fingerprint();
    JdkFacts facts = facts(print, cell);
    List<String> arguments = setting == null ? List.of() : arguments(setting);
    return new Conditions(
        cell.mode(),
        ended.map(ForkRecord::unit).orElse(null),
        classHash(manifest, cell),
        setting == null ? null : (Integer) setting.threads(),
        setting == null
            ? null
            : setting.warmupBatchSize() + " and " + setting.measurementBatchSize(),
        setting == null ? null : shape(setting),
        setting == null ? null : jdk(setting),
        setting == null ? null : collector(arguments, facts),
        setting == null ? null : heap(arguments, facts),
        setting == null ? null : flags(arguments),
        cell.cores(),
        cell.cores() != null ? cell.cores() : Traits.usableCpus(print));
  }

  private static @Nullable JdkFacts facts(@Nullable Fingerprint print, Cell cell) {
    if (print == null) {
      return null;
    }
    return cell.jdk() != null
        ? print.jdks().get(cell.jdk())
        : print.jdks().size() == 1 ? print.jdks().values().iterator().next() : null;
  }

  private static @Nullable String classHash(@Nullable RunManifest manifest, Cell cell) {
    if (manifest == null) {
      return null;
    }
    int dot = cell.benchmark().lastIndexOf('.');
    String hash =
        manifest.classes().get(dot < 0 ? cell.benchmark() : cell.benchmark().substring(0, dot));
    return "unknown".equals(hash) ? null : hash;
  }

  static String jdk(Setting setting) {
    return setting.vmName() + " " + setting.vmVersion();
  }

  static String shape(Setting setting) {
    return setting.warmupIterations()
        + " x "
        + setting.warmupTime()
        + " + "
        + setting.measurementIterations()
        + " x "
        + setting.measurementTime();
  }

  /// The arguments of the JVM that can change a speed.
  static List<String> arguments(Setting setting) {
    return setting.jvmArgs().stream().filter(argument -> !SILENCERS.contains(argument)).toList();
  }

  private static boolean isCollector(String argument) {
    return argument.matches("-XX:[+-]Use\\w+GC");
  }

  private static boolean isHeap(String argument) {
    return argument.matches("-Xm[sxn].*|-XX:(Max|Min|Initial)(Heap|RAM)\\w*=.*|-XX:NewSize=.*");
  }

  private static String collector(List<String> arguments, @Nullable JdkFacts facts) {
    String given = joined(arguments.stream().filter(Conditions::isCollector).toList());
    if (!given.isEmpty()) {
      return given.replaceAll("^-XX:\\+Use(\\w+)GC$", "$1");
    }
    String chosen = facts == null ? null : facts.collector();
    return chosen == null ? CHOICE : chosen;
  }

  private static String heap(List<String> arguments, @Nullable JdkFacts facts) {
    String given = joined(arguments.stream().filter(Conditions::isHeap).toList());
    if (!given.isEmpty()) {
      return given;
    }
    String most = facts == null ? null : facts.flags().get("MaxHeapSize");
    return most == null ? CHOICE : "at most " + most + " bytes by " + CHOICE;
  }

  private static String flags(List<String> arguments) {
    String rest =
        joined(
            arguments.stream()
                .filter(argument -> !isCollector(argument) && !isHeap(argument))
                .toList());
    return rest.isEmpty() ? "none" : rest;
  }

  private static String joined(List<String> arguments) {
    return arguments.stream().sorted().collect(Collectors.joining(" "));
  }

  /// Whether both are known and differ.
  static boolean differ(@Nullable Object one, @Nullable Object other) {
    return one != null && other != null && !Objects.equals(one, other);
  }
}
