package dev.threadmill.report.table;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.chart.PlainText;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.Run;
import dev.threadmill.results.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run as a report sees it: what it says, and what to call its machine and its JDKs.
public final class Source {
  private static final String UNKNOWN = "?";

  private final RunAnalysis analysis;
  private final String machine;
  private final Map<String, List<Tail>> tails = new HashMap<>();
  private final Map<String, String> releases;
  private final Map<String, String> jdks;
  private final Set<Cell> paced;
  private @Nullable Map<Question, List<Ranking>> rankings;

  private Source(RunAnalysis analysis, String machine, Map<String, String> releases) {
    this.analysis = analysis;
    this.machine = machine;
    this.releases = releases;
    this.jdks = names(releases);
    this.paced =
        analysis.run().cells().stream()
            .filter(cell -> ended(cell).stream().anyMatch(ForkRecord::isPaced))
            .collect(Collectors.toSet());
  }

  /// The runs of a report. Where two are of one machine and one JDK, each is named by its folder
  /// too, or their rows would be taken for each other's.
  public static List<Source> of(List<RunAnalysis> analyses) {
    Map<String, Integer> times = new HashMap<>();
    for (var analysis : analyses) {
      var machine = machineOf(analysis.run());
      Set.copyOf(names(releases(analysis)).values())
          .forEach(jdk -> times.merge(machine + " " + jdk, 1, Integer::sum));
    }
    Map<String, Integer> named = new HashMap<>();
    List<Source> sources = new ArrayList<>();
    for (var analysis : analyses) {
      var machine = machineOf(analysis.run());
      var releases = releases(analysis);
      boolean alone =
          names(releases).values().stream()
              .allMatch(jdk -> times.getOrDefault(machine + " " + jdk, 0) == 1);
      var name = alone ? machine : PlainText.of(analysis.run().name());
      // Folders of one name may lie in different places.
      int nth = alone ? 1 : named.merge(name, 1, Integer::sum);
      sources.add(new Source(analysis, nth == 1 ? name : name + " (" + nth + ")", releases));
    }
    return List.copyOf(sources);
  }

  /// The machine of a run, which several may share. The name is said in every sentence, so that it
  /// is no longer than a label.
  public static String machineOf(Run run) {
    var manifest = run.manifest();
    return PlainText.of(manifest == null ? run.name() : manifest.machine());
  }

  /// The versions of a run's JDKs, by how its cells name them.
  private static Map<String, String> releases(RunAnalysis analysis) {
    Map<String, String> versions = new LinkedHashMap<>();
    for (var cell : analysis.run().cells()) {
      if (cell.lane() != null) {
        continue;
      }
      versions.merge(
          key(cell),
          version(analysis, cell),
          (known, more) -> known.equals(UNKNOWN) ? more : known);
    }
    return versions;
  }

  /// What a run's JDKs are called: by their feature version, such as `25`, or in full where two of
  /// one feature version ran.
  private static Map<String, String> names(Map<String, String> releases) {
    var names = new LinkedHashMap<>(releases);
    var features = names.values().stream().map(Source::feature).distinct().count();
    if (features == names.size()) {
      names.replaceAll((key, version) -> feature(version));
    }
    return names;
  }

  private static String key(Cell cell) {
    return Objects.requireNonNullElse(cell.jdk(), "");
  }

  private static String feature(String version) {
    return version.replaceFirst("^(\\d+).*", "$1");
  }

  /// As the forks say it, else as the machine's fingerprint has it. A cell may name a folder, which
  /// is nobody's business.
  private static String version(RunAnalysis analysis, Cell cell) {
    for (var fork : analysis.forks(cell)) {
      if (fork.setting() != null) {
        return fork.setting().jdkVersion();
      }
    }
    var fingerprint = analysis.run().fingerprint();
    return fingerprint == null
        ? UNKNOWN
        : fingerprint.jdks().entrySet().stream()
            .filter(jdk -> cell.jdk() == null || cell.jdk().equals(jdk.getKey()))
            .map(jdk -> jdk.getValue().version())
            .filter(Objects::nonNull)
            .reduce(UNKNOWN, (earlier, last) -> last);
  }

  public RunAnalysis analysis() {
    return analysis;
  }

  public Run run() {
    return analysis.run();
  }

  public String machine() {
    return machine;
  }

  /// The contenders of the questions that the run answers, ranked.
  public Map<Question, List<Ranking>> rankings() {
    var known = rankings;
    if (known == null) {
      known = Ranking.all(this);
      rankings = known;
    }
    return known;
  }

  public CellResult result(Cell cell) {
    return analysis.result(cell);
  }

  /// The JDK of a cell, as a feature version where that tells all JDKs of the run apart.
  public String jdk(Cell cell) {
    return jdks.getOrDefault(key(cell), UNKNOWN);
  }

  /// The words of the command that measures cells of the run again; none for a JMH file, which does
  /// not tell how it was made. JDKs are called as the run calls them, but a folder by its version.
  public List<String> again(Collection<Cell> cells) {
    var manifest = run().manifest();
    return manifest == null || cells.isEmpty()
        ? List.of()
        : ShortCommand.of(cells, manifest.preset(), this::jdkToType);
  }

  /// The release of a cell's JDK in full, since updates bring fixes that change speed.
  public String release(Cell cell) {
    return releases.getOrDefault(key(cell), UNKNOWN);
  }

  /// How the JVM of a cell lays out its objects and frees them, which is a part of what they take.
  public String heap(Cell cell) {
    var facts = run().jdk(cell);
    var arguments =
        ended(cell).stream()
            .flatMap(fork -> Stream.ofNullable(fork.setting()))
            .map(Setting::jvmArgs)
            .findFirst()
            .orElse(List.of());
    var collector = JdkFacts.collector(facts, arguments);
    return (JdkFacts.hasCompactHeaders(facts, arguments) ? "" : "no ")
        + "compact object headers"
        + (collector == null ? "" : ", " + collector + " collector");
  }

  /// What to type for the JDK of a cell.
  public String jdkToType(Cell cell) {
    var name = String.valueOf(cell.jdk());
    return name.matches("[\\w.+-]+") ? name : jdk(cell);
  }

  /// The JDKs of the run, in the order of its plan.
  public Collection<String> jdks() {
    return new LinkedHashSet<>(jdks.values());
  }

  /// How many processors the forks of a cell were given; 0 where nobody told.
  public int cores(Cell cell) {
    return run().cpus(cell);
  }

  public List<ForkRecord> ended(Cell cell) {
    return analysis.ended(cell);
  }

  /// Whether the cell works at a rate that is set, so that its score is that of a schedule and
  /// compares nothing. Another cell of its benchmark may have no such rate.
  public boolean isPaced(Cell cell) {
    return paced.contains(cell);
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
    return ended(cell).stream().flatMapToDouble(fork -> fork.mean(name).stream()).toArray();
  }

  OptionalDouble metric(Cell cell, String name) {
    return Arrays.stream(metrics(cell, name)).average();
  }

  /// The CPU time of an operation on all CPUs together; nothing where nobody told how many were
  /// busy.
  public OptionalDouble cpuNanos(Cell cell) {
    var busy = metric(cell, ForkRecord.BUSY);
    var time = Answer.over(Quantity.TIME, this, cell);
    return time.isPresent() && busy.isPresent()
        ? OptionalDouble.of(time.get().value() * busy.getAsDouble())
        : OptionalDouble.empty();
  }

  /// The time of an operation in the first iteration of a fork's warm-up, while its JVM still
  /// compiles; nothing for a lane, whose program was compiled before, and for what runs once.
  public Optional<Figure> cold(Cell cell) {
    if (cell.lane() != null || cell.isOneShot() || isPaced(cell)) {
      return Optional.empty();
    }
    double[] first =
        ended(cell).stream()
            .flatMap(fork -> fork.iterations().stream().limit(1))
            .filter(Iteration::warmup)
            .mapToDouble(Iteration::score)
            .toArray();
    return first.length == 0
        ? Optional.empty()
        : Figure.nanos(Figure.over(first), result(cell).unit());
  }
}
