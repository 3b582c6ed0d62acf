package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// One point of a plan: a benchmark, its parameters, and what its forks are given to run on.
///
/// Cells that differ in nothing but what is compared ([#COMPARED]) form a comparison group.
///
/// @param benchmark the full name of class and method
/// @param mode JMH's short name of how it is measured, such as `avgt`
/// @param params JMH's parameters, in the order in which they are declared
/// @param cores how many CPUs its forks may use; null for all that the process may use
/// @param jdk the major version or home of the JDK that runs its forks; null for the host's
/// @param jvm the name of a set of extra arguments of the JVM; null for none
/// @param lane the lane whose program runs its forks; null for the JVM
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cell(
    String benchmark,
    String mode,
    Map<String, String> params,
    @Nullable Integer cores,
    @Nullable String jdk,
    @Nullable String jvm,
    @Nullable String lane) {
  public static final String CONTENDER = "contender";
  public static final String THREAD_KIND = "threadKind";
  public static final String CORES = "cores";
  public static final String JDK = "jdk";
  public static final String JVM = "jvm";
  public static final String LANE = "lane";

  /// What may differ between cells that are compared; in this order, for the tables.
  public static final List<String> COMPARED =
      List.of(CONTENDER, THREAD_KIND, CORES, JDK, JVM, LANE);

  private static final String SUITE = "dev.threadmill.suite.";

  public Cell {
    params = new LinkedHashMap<>(params);
  }

  /// A cell whose forks are JVMs.
  public Cell(
      String benchmark,
      String mode,
      Map<String, String> params,
      @Nullable Integer cores,
      @Nullable String jdk,
      @Nullable String jvm) {
    this(benchmark, mode, params, cores, jdk, jvm, null);
  }

  /// The same cell, whose forks are programs of a lane: no JDK and no JVM arguments are theirs.
  public Cell inLane(String name) {
    return new Cell(benchmark, mode, params, cores, null, null, name);
  }

  /// The same cell, but for cores, JDK and JVM arguments that the other has not.
  public Cell sharedWith(Cell cell) {
    return new Cell(
        benchmark,
        mode,
        params,
        Objects.equals(cores, cell.cores) ? cores : null,
        Objects.equals(jdk, cell.jdk) ? jdk : null,
        Objects.equals(jvm, cell.jvm) ? jvm : null,
        lane);
  }

  /// The name of a benchmark of a file that has it in several modes.
  static String inMode(String benchmark, String mode) {
    return benchmark + ":" + mode;
  }

  /// The name without the mode that it may end with.
  public String benchmarkInAnyMode() {
    var ending = inMode("", mode);
    return benchmark.endsWith(ending)
        ? benchmark.substring(0, benchmark.length() - ending.length())
        : benchmark;
  }

  /// Parameters and axes together, as files and tables show them.
  public Map<String, String> coordinates() {
    var all = new LinkedHashMap<>(params);
    if (cores != null) {
      all.put(CORES, cores.toString());
    }
    if (jdk != null) {
      all.put(JDK, jdk);
    }
    if (jvm != null) {
      all.put(JVM, jvm);
    }
    if (lane != null) {
      all.put(LANE, lane);
    }
    return all;
  }

  /// A parameter that is a whole number; null where there is none of that name, or another.
  public @Nullable Integer whole(String name) {
    var value = params.get(name);
    return value != null && value.matches("\\d{1,9}") ? Integer.valueOf(value) : null;
  }

  /// The family, class and method, without the package that all benchmarks share.
  public String shortName() {
    return benchmark.startsWith(SUITE) ? benchmark.substring(SUITE.length()) : benchmark;
  }

  /// The package of the suite that the benchmark is in, or nothing for a benchmark from elsewhere.
  public String family() {
    String name = shortName();
    return benchmark.startsWith(SUITE) ? name.substring(0, name.indexOf('.')) : "";
  }

  /// What this cell is called in files: unique in a plan, the same in every run of it.
  public String id() {
    return named(coordinates());
  }

  /// What the cells that this one is compared with have in common.
  public String group() {
    var conditions = coordinates();
    conditions.keySet().removeAll(COMPARED);
    return named(conditions);
  }

  /// What sets this cell apart from those it is compared with.
  public Map<String, String> compared() {
    var compared = coordinates();
    compared.keySet().retainAll(COMPARED);
    return compared;
  }

  /// Whether a larger score is the better one: for a throughput, not for a time.
  @JsonIgnore
  public boolean isHigherBetter() {
    return mode.equals("thrpt");
  }

  /// Whether it is measured once a fork, in a JVM that is cold.
  @JsonIgnore
  public boolean isOneShot() {
    return mode.equals("ss");
  }

  private String named(Map<String, String> coordinates) {
    var parts = new StringJoiner(",", "[", "]").setEmptyValue("");
    coordinates.forEach((name, value) -> parts.add(name + "=" + value));
    return shortName() + parts;
  }
}
