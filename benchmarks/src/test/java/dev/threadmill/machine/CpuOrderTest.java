package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.machine.CpuTopology.Cpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The order of CPUs on machines of many shapes, by what it promises and as it is.
class CpuOrderTest {
  /// What a CPU lies in, from the largest to the smallest, each within the ones before.
  private static final List<Function<Cpu, List<@Nullable Integer>>> LEVELS =
      List.of(
          cpu -> Arrays.asList(cpu.socket()),
          cpu -> Arrays.asList(cpu.socket(), cpu.node()),
          cpu -> Arrays.asList(cpu.socket(), cpu.node(), cpu.die()),
          cpu -> Arrays.asList(cpu.socket(), cpu.node(), cpu.die(), cpu.cache()));

  /// Those that no test changes.
  @TempDir static Path shared;

  private static final Map<SketchedHost, Host> UNPACKED = new ConcurrentHashMap<>();

  @TempDir Path root;

  private static Host unpacked(SketchedHost machine) {
    return UNPACKED.computeIfAbsent(machine, any -> any.unpack(shared.resolve(any.name())));
  }

  private static CpuTopology topology(SketchedHost machine) {
    return CpuTopology.of(unpacked(machine));
  }

  private static boolean isSlow(Cpu cpu) {
    return Boolean.TRUE.equals(cpu.slow());
  }

  private static List<Cpu> firstThreads(CpuTopology topology) {
    return topology.cpus().stream()
        .filter(cpu -> !isSlow(cpu) && Integer.valueOf(0).equals(cpu.sibling()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyUsableCpuIsThereOnce(SketchedHost machine) {
    var host = unpacked(machine);
    var usable =
        new ArrayList<>(
            Objects.requireNonNull(
                Numbers.list(host.value("proc/self/status", "Cpus_allowed_list"))));
    usable.retainAll(
        Objects.requireNonNull(Numbers.list(host.text("sys/devices/system/cpu/online"))));
    assertThat(CpuTopology.of(host).ids()).containsExactlyInAnyOrderElementsOf(usable);
  }

  @ParameterizedTest
  @EnumSource
  void fastCoresComeBeforeTheirSiblingsAndSlowOnesLast(SketchedHost machine) {
    var topology = topology(machine);
    var cpus = topology.cpus();
    var first = firstThreads(topology);
    assertThat(cpus.subList(0, first.size())).isEqualTo(first);
    assertThat(first).extracting(Cpu::core).doesNotHaveDuplicates();
    long slow = cpus.stream().filter(CpuOrderTest::isSlow).count();
    assertThat(cpus.subList(cpus.size() - (int) slow, cpus.size())).allMatch(CpuOrderTest::isSlow);
  }

  /// Whatever is entered is filled before its like is.
  @ParameterizedTest
  @EnumSource
  void fewCpusCrossNoMoreThanTheyMust(SketchedHost machine) {
    var first = firstThreads(topology(machine));
    for (var level : LEVELS) {
      var sizes =
          first.stream().collect(Collectors.groupingBy(level, HashMap::new, Collectors.counting()));
      for (int count = 1; count <= first.size(); count++) {
        var entered = new HashMap<List<@Nullable Integer>, Long>();
        first.subList(0, count).forEach(cpu -> entered.merge(level.apply(cpu), 1L, Long::sum));
        assertThat(entered.entrySet())
            .filteredOn(group -> group.getValue() < sizes.get(group.getKey()))
            .as("groups that are not filled by %s CPUs", count)
            .hasSizeLessThanOrEqualTo(1);
        if (level == LEVELS.getFirst() || new HashSet<>(sizes.values()).size() == 1) {
          assertThat(entered).as("of %s CPUs", count).hasSize(fewest(sizes.values(), count));
        }
      }
    }
  }

  private static int fewest(Iterable<Long> sizes, int count) {
    var largest = new ArrayList<Long>();
    sizes.forEach(largest::add);
    largest.sort(Comparator.reverseOrder());
    int groups = 0;
    for (long left = count; left > 0; left -= largest.get(groups++)) {}
    return groups;
  }

  @Test
  void theFullerOfTwoCachesComesFirst() {
    SketchedHost.FOUR_CACHES.unpack(root);
    var host = RecordedHost.bare(root).write("proc/self/status", "Cpus_allowed_list: 0-1,4-7,18");
    assertThat(CpuTopology.of(host.host()).ids()).containsExactly(4, 5, 6, 7, 0, 1, 18);
  }

  /// As hypervisors do that give each CPU a socket of its own.
  @Test
  void aNodeOfManySocketsIsFilledBeforeTheNext() {
    var host = RecordedHost.bare(root).write("proc/self/status", "Cpus_allowed_list: 0-7");
    host.write("sys/devices/system/node/node0/cpulist", "0,2,4,6");
    host.write("sys/devices/system/node/node1/cpulist", "1,3,5,7");
    for (int cpu = 0; cpu < 8; cpu++) {
      var folder = "sys/devices/system/cpu/cpu" + cpu + "/topology/";
      host.write(folder + "thread_siblings_list", String.valueOf(cpu));
      host.write(folder + "physical_package_id", String.valueOf(cpu));
    }
    var topology = CpuTopology.of(host.host());
    assertThat(topology.ids()).containsExactly(0, 2, 4, 6, 1, 3, 5, 7);
    assertThat(topology.nearness(0, 2)).isEqualTo(Nearness.SAME_NODE);
    assertThat(topology.nearness(0, 1)).isEqualTo(Nearness.APART);
  }

  @Test
  void coresOfOneKindAreNotSlowForTheirClock() {
    assertThat(topology(SketchedHost.DESKTOP).slow()).isEmpty();
    assertThat(topology(SketchedHost.DESKTOP).tellsSlow()).isTrue();
  }

  @Test
  void littleCoresAreSlowAndMiddleOnesAreNot() {
    SketchedHost.ARM.unpack(root);
    var host = RecordedHost.bare(root);
    for (int cpu = 0; cpu < 24; cpu++) {
      host.write("sys/devices/system/cpu/cpu" + cpu + "/cpu_capacity", cpu < 16 ? "446" : "905");
    }
    var topology = CpuTopology.of(host.host());
    assertThat(topology.slow()).hasSize(16).containsSequence(0, 1, 2).contains(15);
    assertThat(topology.ids()).startsWith(16, 17).endsWith(14, 15);
    assertThat(topology.alike()).isEqualTo(48);
  }

  @Test
  void slowCoresThatAreAllThereIsAreInOrder() {
    SketchedHost.HYBRID.unpack(root);
    var host = RecordedHost.bare(root).write("proc/self/status", "Cpus_allowed_list: 18-23");
    var topology = CpuTopology.of(host.host());
    assertThat(topology.ids()).containsExactly(18, 19, 20, 21, 22, 23);
    assertThat(topology.alike()).isEqualTo(6);
  }

  @Test
  void whatIsNotToldOfSlowCoresIsUnknown() {
    var topology = CpuTopology.of(RecordedHost.unpack("metal", root).host());
    assertThat(topology.tellsSlow()).isFalse();
    assertThat(topology.cpus()).extracting(Cpu::slow).containsOnlyNulls();
  }

  @ParameterizedTest
  @EnumSource
  void aTierSaysWhichCpusItHas(SketchedHost machine) {
    var topology = topology(machine);
    var ids = new ArrayList<Integer>();
    for (var tier : topology.tiers()) {
      assertThat(tier.from()).isEqualTo(ids.size() + 1);
      tier.caches().forEach(ids::addAll);
      assertThat(tier.to()).isEqualTo(ids.size());
      assertThat(Numbers.list(tier.numbers().replace(" | ", ",")))
          .isEqualTo(tier.caches().stream().flatMap(List::stream).toList());
    }
    assertThat(ids).isEqualTo(topology.ids());
  }

  @Test
  void nearnessIsTheNearestThingThatIsShared() {
    var sockets = topology(SketchedHost.TWO_SOCKETS);
    assertThat(sockets.nearness(0, 40)).isEqualTo(Nearness.SAME_CORE);
    assertThat(sockets.nearness(0, 3)).isEqualTo(Nearness.SAME_CACHE);
    assertThat(sockets.nearness(0, 20)).isEqualTo(Nearness.APART);
    assertThat(sockets.nearness(0, 4711)).isEqualTo(Nearness.UNKNOWN);
  }

  @Test
  void nearnessKnowsWhatIsNotToldFromWhatIsNotShared() {
    var one = cpu(0, 0, 0, 0, 0);
    assertThat(Nearness.of(one, cpu(1, 1, 0, 0, 0), false)).isEqualTo(Nearness.SAME_DIE);
    assertThat(Nearness.of(one, cpu(1, 1, 1, 0, 0), false)).isEqualTo(Nearness.SAME_NODE);
    assertThat(Nearness.of(one, cpu(1, 1, 1, 1, 0), false)).isEqualTo(Nearness.SAME_SOCKET);
    assertThat(Nearness.of(one, cpu(1, 1, 1, 0, 1), false)).isEqualTo(Nearness.APART);
    assertThat(Nearness.of(one, cpu(1, 1, 1, 1, null), false)).isEqualTo(Nearness.APART);
    assertThat(Nearness.of(one, cpu(1, null, null, null, null), false)).isEqualTo(Nearness.UNKNOWN);
  }

  private static Cpu cpu(
      int id,
      @Nullable Integer cache,
      @Nullable Integer die,
      @Nullable Integer node,
      @Nullable Integer socket) {
    return new Cpu(id, 0, id, cache, die, node, socket, null);
  }

  /// `-Dgolden.update` rewrites the file; look at it before you commit it.
  @Test
  void eachMachineIsKnownByItsFilesAsBefore() throws IOException {
    var lines = new ArrayList<String>();
    for (var machine : SketchedHost.values()) {
      var fingerprint = Fingerprint.of(unpacked(machine));
      lines.add(machine.name().toLowerCase(Locale.ROOT) + ": " + fingerprint.slug());
      fingerprint.hardware().forEach((fact, value) -> lines.add("  " + fact + ": " + value));
      var topology = fingerprint.processor().topology();
      topology
          .tiers()
          .forEach(
              tier ->
                  lines.add(
                      "  %s to %s: CPUs %s, %s"
                          .formatted(tier.from(), tier.to(), tier.numbers(), tier.what())));
      lines.add("  pairs: " + pairs(topology));
    }
    var golden = Path.of("src/test/resources/golden/machines.txt");
    if (System.getProperty("golden.update") != null) {
      Files.write(golden, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(golden));
  }

  private static Map<Nearness, Long> pairs(CpuTopology topology) {
    return topology.ids().stream()
        .flatMap(
            one ->
                topology.ids().stream()
                    .filter(other -> other > one)
                    .map(other -> topology.nearness(one, other)))
        .collect(Collectors.groupingBy(nearness -> nearness, TreeMap::new, Collectors.counting()));
  }
}
