package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which CPUs are used, and in which order, on recorded machines.
class CpuTopologyTest {
  @TempDir Path root;

  private CpuTopology of(String recording) {
    return CpuTopology.of(RecordedHost.unpack(recording, root).host());
  }

  @Test
  void eachCoreComesOnceBeforeAnyComesTwice() {
    var topology = of("metal");
    assertThat(topology.ids())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    assertThat(topology.cores()).isEqualTo(8);
    assertThat(topology.sharesCores()).isTrue();
  }

  /// Puts all CPUs into one socket, with a node and a cache.
  private static RecordedHost oneSocket(RecordedHost host) {
    for (int cpu = 0; cpu < 16; cpu++) {
      var folder = CpuTopology.folder(cpu);
      host.write(folder + "topology/physical_package_id", "0");
      host.write(folder + "cache/index3/shared_cpu_list", "0-15");
    }
    host.write("sys/devices/system/node/node0/cpulist", "0-15");
    return host.delete("sys/devices/system/node/node1/cpulist");
  }

  @Test
  void siblingsThatAreNeighboursAreDrawnApart() {
    var host = RecordedHost.unpack("metal", root);
    for (int core = 0; core < 16; core += 2) {
      for (int cpu = core; cpu < core + 2; cpu++) {
        host.write(
            "sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list",
            core + "-" + (core + 1));
      }
    }
    oneSocket(host);
    assertThat(CpuTopology.of(host.host()).ids())
        .containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
  }

  @Test
  void oneNodeIsFilledBeforeTheNext() {
    var host = oneSocket(RecordedHost.unpack("metal", root));
    host.write("sys/devices/system/node/node0/cpulist", "0,2,4,6,8,10,12,14");
    host.write("sys/devices/system/node/node1/cpulist", "1,3,5,7,9,11,13,15");
    assertThat(CpuTopology.of(host.host()).first(8)).containsExactly(0, 2, 4, 6, 1, 3, 5, 7);
  }

  @Test
  void onlyAllowedCpusAreUsed() {
    var topology = of("container");
    assertThat(topology.ids()).containsExactly(6, 7, 14, 15);
    assertThat(topology.cores()).isEqualTo(2);
    assertThat(topology.first(2)).containsExactly(6, 7);
    assertThat(topology.cpus()).extracting(CpuTopology.Cpu::node).containsOnly(0);
  }

  @Test
  void aSecondHardwareThreadWhoseSiblingIsForbiddenIsACoreOfItsOwn() {
    var host = RecordedHost.unpack("metal", root);
    host.replace("proc/self/status", "0-15", "0,8,9");
    var topology = CpuTopology.of(host.host());
    assertThat(topology.ids()).containsExactly(0, 9, 8);
    assertThat(topology.cores()).isEqualTo(2);
  }

  @Test
  void aCpuThatIsSwitchedOffIsNotUsed() {
    var host = RecordedHost.unpack("metal", root);
    host.write("sys/devices/system/cpu/online", "0-7");
    assertThat(CpuTopology.of(host.host()).size()).isEqualTo(8);
  }

  @Test
  void withoutTopologyFilesTheSharingIsUnknown() {
    var topology = of("cgroup-v1");
    assertThat(topology.ids()).containsExactly(0, 1, 2, 3);
    assertThat(topology.sharesCores()).isNull();
    assertThat(topology.cpus()).extracting(CpuTopology.Cpu::node).containsOnlyNulls();
  }

  @Test
  void cpusTellWhatTheyShare() {
    assertThat(of("metal").cpus())
        .contains(
            new CpuTopology.Cpu(1, 0, 1, 0, null, 0, 0, null),
            new CpuTopology.Cpu(8, 1, 0, 0, null, 0, 0, null),
            new CpuTopology.Cpu(4, 0, 4, 4, null, 1, 1, null));
  }

  @Test
  void moreCpusThanThereAreCannotBeHad() {
    var topology = of("vm");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> topology.first(3))
        .withMessageContaining("1 to 2");
    assertThatIllegalArgumentException().isThrownBy(() -> topology.first(0));
  }

  @Test
  void aSystemThatDoesNotTellHasNoKnownCpus() {
    var topology = CpuTopology.of(RecordedHost.unreadable(root, "Mac OS X", "aarch64"));
    assertThat(topology.known()).isFalse();
    assertThat(topology.sharesCores()).isNull();
    assertThatIllegalStateException().isThrownBy(() -> topology.first(1));
  }

  @Test
  void aBrokenListIsUnknown() {
    for (var broken : List.of("0-", "x", "3-1", "0-99999999", "-1", "0,,1")) {
      assertThat(Numbers.list(broken)).as(broken).isNull();
    }
    assertThat(Numbers.list("0-2,7")).containsExactly(0, 1, 2, 7);
    assertThat(Numbers.list("")).isEmpty();
  }
}
