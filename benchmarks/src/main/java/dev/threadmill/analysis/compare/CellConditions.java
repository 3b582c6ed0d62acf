package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.compare.Side.Trait;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The conditions that the forks of a cell ran under, each by the rule on it, and the traits of a
/// whole run. What is unknown has no value.
///
/// @param cpus that the forks could use; 0 where nobody knows
/// @param ofJvm the settings of its JVM's forks; null where there is none
record CellConditions(Map<Rule, String> values, int cpus, @Nullable Setting ofJvm) {
  private static final int HASH_SHOWN = 12;
  static final String ARGUMENTS = "JVM arguments";
  private static final String CHOICE = "the JVM's choice";

  /// What our own runner adds on some JDKs, to keep them quiet.
  private static final Set<String> SILENCERS = Set.of("--sun-misc-unsafe-memory-access=allow");

  static CellConditions of(RunAnalysis analysis, Cell cell) {
    var run = analysis.run();
    var ended = analysis.ended(cell);
    Map<Rule, String> values = new EnumMap<>(Rule.class);
    Setting ofJvm = null;
    values.put(Rule.MODE, cell.mode());
    values.put(Rule.CORES, cell.cores() == null ? "all" : cell.cores().toString());
    put(
        values,
        Rule.CLASS,
        cell.lane() == null
            ? classHash(run.manifest(), cell)
            : sourceHash(run.manifest(), cell.lane()));
    if (!ended.isEmpty()) {
      var fork = ended.getFirst();
      put(values, Rule.UNIT, fork.unit());
      if (fork.setting() != null && fork.hello() != null) {
        values.put(Rule.SHAPE, shape(fork.setting()));
        values.put(Rule.TOOLCHAIN, fork.hello().toolchain());
        values.put(Rule.FLAGS, fork.hello().flags());
      } else if (fork.setting() != null) {
        ofJvm = fork.setting();
        putAll(values, ofJvm, run.jdk(cell));
      }
    }
    return new CellConditions(values, run.cpus(cell), ofJvm);
  }

  private static void putAll(Map<Rule, String> values, Setting setting, @Nullable JdkFacts facts) {
    List<String> arguments = arguments(setting);
    values.put(Rule.THREADS, String.valueOf(setting.threads()));
    values.put(
        Rule.OPERATIONS, setting.warmupBatchSize() + " and " + setting.measurementBatchSize());
    values.put(Rule.SHAPE, shape(setting));
    values.put(Rule.JDK, jdk(setting));
    values.put(Rule.GC, collector(arguments, facts));
    values.put(Rule.HEAP, heap(arguments, facts));
    values.put(
        Rule.FLAGS,
        joined(
            arguments.stream()
                .filter(argument -> !isCollector(argument) && !isHeap(argument))
                .toList()));
  }

  private static void put(Map<Rule, String> values, Rule rule, @Nullable String value) {
    if (value != null) {
      values.put(rule, value);
    }
  }

  @Nullable String get(Rule rule) {
    return values.get(rule);
  }

  private static @Nullable String classHash(@Nullable RunManifest manifest, Cell cell) {
    if (manifest == null) {
      return null;
    }
    int dot = cell.benchmark().lastIndexOf('.');
    String hash =
        manifest.classes().get(dot < 0 ? cell.benchmark() : cell.benchmark().substring(0, dot));
    return hash == null ? null : shortened(named(hash));
  }

  private static @Nullable String sourceHash(@Nullable RunManifest manifest, String lane) {
    var build = manifest == null ? null : manifest.lanes().get(lane);
    return build == null ? null : shortened(build.source());
  }

  private static String jdk(Setting setting) {
    return setting.vmName() + " " + setting.vmVersion();
  }

  private static String shape(Setting setting) {
    return "%s x %s + %s x %s"
        .formatted(
            setting.warmupIterations(),
            setting.warmupTime(),
            setting.measurementIterations(),
            setting.measurementTime());
  }

  /// The arguments of the JVM that can change a speed.
  private static List<String> arguments(Setting setting) {
    return setting.jvmArgs().stream().filter(argument -> !SILENCERS.contains(argument)).toList();
  }

  private static boolean isCollector(String argument) {
    return JdkFacts.COLLECTOR.matcher(argument).matches();
  }

  private static boolean isHeap(String argument) {
    return argument.matches("-Xm[sxn].*|-XX:(Max|Min|Initial)(Heap|RAM)\\w*=.*|-XX:NewSize=.*");
  }

  private static String collector(List<String> arguments, @Nullable JdkFacts facts) {
    return Objects.requireNonNullElse(JdkFacts.collector(facts, arguments), CHOICE);
  }

  private static String heap(List<String> arguments, @Nullable JdkFacts facts) {
    var given = arguments.stream().filter(CellConditions::isHeap).toList();
    if (!given.isEmpty()) {
      return joined(given);
    }
    String most = facts == null ? null : facts.flags().get("MaxHeapSize");
    return most == null ? CHOICE : "at most " + most + " bytes by " + CHOICE;
  }

  private static String joined(List<String> arguments) {
    return arguments.isEmpty()
        ? "none"
        : arguments.stream().sorted().collect(Collectors.joining(" "));
  }

  /// What differs between two cells, in words.
  static Stream<String> differences(CellConditions one, CellConditions other) {
    return one.values.entrySet().stream()
        .filter(condition -> differ(condition.getValue(), other.get(condition.getKey())))
        .map(condition -> difference(condition.getKey(), one, other));
  }

  static String difference(Rule rule, CellConditions one, CellConditions other) {
    return rule == Rule.CLASS // whose hashes tell nobody anything
        ? rule.words()
        : rule.words() + ": " + one.get(rule) + " against " + other.get(rule);
  }

  static boolean differ(@Nullable Object one, @Nullable Object other) {
    return one != null && other != null && !Objects.equals(one, other);
  }

  /// What is known of how a run was made, in the order in which it is printed.
  static List<Trait> traits(Run run) {
    List<Trait> traits = new ArrayList<>();
    RunManifest manifest = run.manifest();
    traits.add(new Trait("machine", Factor.MACHINE, known(manifest, RunManifest::machine)));
    var print = run.fingerprint();
    if (print != null) {
      var hardware = print.hardware().keySet();
      print
          .facts()
          .forEach((name, value) -> traits.add(new Trait(name, factor(hardware, name), value)));
    }
    traits.add(new Trait("jar", Factor.CODE, jar(run)));
    traits.add(new Trait("commit", null, known(manifest, m -> named(m.suite().commit()))));
    traits.add(new Trait("JDK", Factor.JDK, ofForks(run, CellConditions::jdk)));
    traits.add(
        new Trait(ARGUMENTS, Factor.FLAGS, ofForks(run, setting -> joined(arguments(setting)))));
    traits.add(new Trait("shape", null, ofForks(run, CellConditions::shape)));
    traits.add(new Trait("JMH", null, ofForks(run, Setting::jmhVersion)));
    return traits;
  }

  private static @Nullable Factor factor(Set<String> hardware, String fact) {
    return hardware.contains(fact)
        ? Factor.MACHINE
        : fact.equals(Fingerprint.JVM_OPTIONS) ? Factor.FLAGS : null;
  }

  private static <T, R> @Nullable R known(@Nullable T of, Function<T, @Nullable R> trait) {
    return of == null ? null : trait.apply(of);
  }

  private static @Nullable String jar(Run run) {
    return shortened(known(run.manifest(), m -> named(m.suite().jar())));
  }

  private static @Nullable String shortened(@Nullable String hash) {
    return hash == null ? null : hash.substring(0, Math.min(HASH_SHOWN, hash.length()));
  }

  private static @Nullable String named(String text) {
    return text.equals("unknown") ? null : text;
  }

  private static @Nullable String ofForks(Run run, Function<Setting, String> trait) {
    // Of a plain JMH file all forks of a benchmark have one object, and to compare would take long.
    Set<Setting> settings = Collections.newSetFromMap(new IdentityHashMap<>());
    run.forks().stream()
        .filter(ForkRecord::isOk)
        .filter(fork -> fork.hello() == null) // of a lane's, each cell tells
        .map(ForkRecord::setting)
        .filter(Objects::nonNull)
        .forEach(settings::add);
    String values =
        settings.stream().map(trait).distinct().sorted().collect(Collectors.joining(" | "));
    return values.isEmpty() ? null : values;
  }
}
