package dev.threadmill.analysis.claims;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Two cells of our suite whose ratio of speeds answers a claim, or two such pairs.
///
/// @param benchmark its name without the package that all benchmarks share
/// @param common coordinates of all cells: parameters, `cores`, or `jdk` as a range such as `24-`
/// @param faster what else the cell has that is on top of the ratio
/// @param slower what else the cell has that is below
/// @param ends for a crossover, what the cells have at one end and at the other
/// @param figure the ratio that was published; null where there is none but a direction
/// @param band low and high end of what the ratio must lie in; an end that is null is open
/// @param anywhere whether the band holds on any machine, because it follows from arithmetic or is
///     part of the claim
/// @param leastCpus how many CPUs there must be for the question to make sense
public record Scenario(
    String name,
    String benchmark,
    Kind kind,
    Map<String, String> common,
    Map<String, String> faster,
    Map<String, String> slower,
    List<Map<String, String>> ends,
    @Nullable Double figure,
    @Nullable List<@Nullable Double> band,
    boolean anywhere,
    int leastCpus) {

  /// How a scenario is judged.
  public enum Kind {
    /// The ratio lies in a band above 1.
    RATIO,
    /// The ratio lies above 1.
    DIRECTION,
    /// The ratio lies in a band around 1, or up to a bound.
    WITHIN,
    /// The ratio lies above 1 at one end and below at the other.
    CROSSOVER
  }

  public Scenario {
    common = common == null ? Map.of() : common;
    faster = faster == null ? Map.of() : faster;
    slower = slower == null ? Map.of() : slower;
    ends = ends == null ? List.of() : ends;
  }

  /// The coordinates of one of the cells.
  Map<String, String> cell(Map<String, String> own, Map<String, String> end) {
    var all = new LinkedHashMap<>(common);
    all.putAll(end);
    all.putAll(own);
    return all;
  }

  /// All cells that the scenario names.
  public List<Map<String, String>> cells() {
    return (ends.isEmpty() ? List.of(Map.<String, String>of()) : ends)
        .stream().flatMap(end -> List.of(cell(faster, end), cell(slower, end)).stream()).toList();
  }
}
