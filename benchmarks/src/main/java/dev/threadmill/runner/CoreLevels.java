package dev.threadmill.runner;

import dev.threadmill.machine.CpuTopology;
import dev.threadmill.machine.CpuTopology.Cpu;
import dev.threadmill.machine.Fingerprint.Allowance;
import dev.threadmill.machine.Host;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Unusable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The numbers of CPUs that `--cores` asks for, which are always the first of a [CpuTopology].
///
/// `all` doubles, and ends one last-level cache, one socket, the cores, the fast CPUs and all CPUs
/// with a level each. A quota of CPU time ends it at its whole CPUs. Where the budget is short,
/// levels are left out.
///
/// @param topology the CPUs that there are
/// @param counts from the fewest to all for `all`, else as they were asked for; none where nothing
///     was asked
/// @param edges what ends at a level of `all`; none where the levels were listed
/// @param notes a sentence for each thing that is other than one would expect
public record CoreLevels(
    CpuTopology topology, List<Integer> counts, Map<Integer, String> edges, List<String> notes) {
  private static final String ALL = "all";

  /// The rounds that must have time: fewer give no interval to speak of.
  private static final int ROUNDS = 3;

  /// A level that doubles is left out where one that ends something is nearer than this factor.
  private static final double NEAR = 1.5;

  /// @param asked the value of `--cores`; null without it
  public static CoreLevels of(@Nullable String asked, Host host) {
    var topology = CpuTopology.of(host);
    if (asked == null) {
      return new CoreLevels(topology, List.of(), Map.of(), List.of());
    }
    if (!topology.known()) {
      throw new Unusable("--cores needs Linux, where a process can be tied to CPUs");
    }
    var quota = Allowance.of(host).cpuQuota();
    int allowed = quota == null ? topology.size() : Math.max(1, (int) Math.floor(quota));
    return asked.equals(ALL)
        ? all(topology, Math.min(allowed, topology.size()), quota)
        : listed(topology, asked, allowed, quota);
  }

  private static CoreLevels listed(
      CpuTopology topology, String asked, int allowed, @Nullable Double quota) {
    int most = topology.size();
    var counts = new ArrayList<Integer>();
    for (var count : asked.split(",", -1)) {
      if (!count.matches("[1-9][0-9]{0,4}") || Integer.parseInt(count) > most) {
        throw new Unusable(
            "--cores " + asked + ": " + count + " is not a number from 1 to " + most);
      }
      counts.add(Integer.parseInt(count));
    }
    var beyond = counts.stream().filter(count -> count > allowed).toList();
    return new CoreLevels(
        topology,
        counts,
        Map.of(),
        beyond.isEmpty() || quota == null
            ? List.of()
            : List.of(
                String.format(
                    Locale.ROOT,
                    "--cores %s is more than the quota of %.1f CPUs: when that is used up, all"
                        + " threads stop for a while.",
                    words(beyond),
                    quota)));
  }

  private static CoreLevels all(CpuTopology topology, int most, @Nullable Double quota) {
    var edges = edges(topology, most);
    var doubled = IntStream.iterate(2, n -> n < most, n -> 2 * n).boxed();
    var counts =
        Stream.concat(
                Stream.of(1),
                Stream.concat(
                    edges.keySet().stream(),
                    doubled.filter(n -> edges.keySet().stream().noneMatch(e -> isNear(n, e)))))
            .distinct()
            .sorted()
            .toList();
    var end =
        quota == null || most == topology.size()
            ? List.<String>of()
            : List.of(
                String.format(
                    Locale.ROOT,
                    "--cores all ends at %d of %d CPUs: a quota allows the time of %.1f CPUs.",
                    most,
                    topology.size(),
                    quota));
    return new CoreLevels(topology, counts, edges, end);
  }

  private static boolean isNear(int one, int other) {
    return Math.max(one, other) < NEAR * Math.min(one, other);
  }

  /// What ends at which level, as far as it is more than one CPU and the system tells.
  private static Map<Integer, String> edges(CpuTopology topology, int most) {
    var cores = topology.cpus().subList(0, topology.alike());
    var edges = new TreeMap<Integer, String>();
    edges.put(together(cores, Cpu::cache), "one last-level cache");
    edges.put(together(cores, Cpu::socket), "one socket");
    edges.put(cores.size(), topology.slow().isEmpty() ? "all cores" : "all fast cores");
    edges.put(topology.size() - topology.slow().size(), "all fast CPUs");
    edges.put(topology.size(), "all CPUs");
    edges.keySet().removeIf(count -> count < 2 || count > most);
    edges.putIfAbsent(most, most == topology.size() ? "all CPUs" : "the quota");
    return edges;
  }

  /// How many of the first CPUs have the same of something; 0 where that is unknown.
  private static int together(List<Cpu> cpus, Function<Cpu, @Nullable Integer> what) {
    var first = what.apply(cpus.getFirst());
    return first == null
        ? 0
        : (int) cpus.stream().takeWhile(cpu -> first.equals(what.apply(cpu))).count();
  }

  /// For `all`, the same with so few levels that three rounds of their plan fit the budget.
  ///
  /// Levels that only double go first, and of these those with the nearest neighbours. The fewest
  /// CPUs and the most stay.
  public CoreLevels fitting(
      Function<List<Integer>, List<Group>> plan, Shape shape, Limits limits, String budget) {
    if (edges.isEmpty()) {
      return this;
    }
    var left = new ArrayList<>(counts);
    while (left.size() > 2 && !Estimate.fits(plan.apply(left), shape, limits, ROUNDS)) {
      left.remove(dispensable(left));
    }
    var out = counts.stream().filter(count -> !left.contains(count)).toList();
    if (out.isEmpty()) {
      return this;
    }
    boolean fit = Estimate.fits(plan.apply(left), shape, limits, ROUNDS);
    var more = new ArrayList<>(notes);
    more.add(
        "--cores all leaves out %s CPUs, %s %s rounds %sfit into %s; --budget sets the time."
            .formatted(
                words(out), fit ? "so that" : "and yet", ROUNDS, fit ? "" : "do not ", budget));
    return new CoreLevels(topology, List.copyOf(left), edges, more);
  }

  private Integer dispensable(List<Integer> left) {
    return IntStream.range(1, left.size() - 1)
        .boxed()
        .min(
            Comparator.comparing((Integer i) -> edges.containsKey(left.get(i)))
                .thenComparing(i -> (double) left.get(i + 1) / left.get(i - 1)))
        .map(left::get)
        .orElseThrow();
  }

  private static String words(List<Integer> counts) {
    var words = counts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return words.replaceFirst(", (\\d+)$", " and $1");
  }

  /// The levels with what ends at each, as a list.
  public String levels() {
    return counts.stream()
        .map(count -> edges.containsKey(count) ? count + " (" + edges.get(count) + ")" : "" + count)
        .collect(Collectors.joining(", "));
  }
}
