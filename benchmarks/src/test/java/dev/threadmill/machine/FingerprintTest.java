package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.machine.Fingerprint.Allowance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what is read of recorded machines, and what is not.
class FingerprintTest {
  @TempDir Path root;

  private Fingerprint of(String recording) {
    return Fingerprint.of(RecordedHost.unpack(recording, root).host());
  }

  @Test
  void readsTheProcessorOfBareMetal() {
    var processor = of("metal").processor();
    assertThat(processor.model()).isEqualTo("Intel(R) Xeon(R) Gold 6244 CPU @ 3.60GHz");
    assertThat(processor.sockets()).isEqualTo(2);
    assertThat(processor.cores()).isEqualTo(8);
    assertThat(processor.threads()).isEqualTo(16);
    assertThat(processor.smt()).isTrue();
    assertThat(processor.governor()).isEqualTo("performance");
    assertThat(processor.turbo()).isFalse();
    assertThat(processor.microcode()).isEqualTo("0x5003604");
    assertThat(processor.caches())
        .containsExactly(new Processor.Cache(3, "Unified", 25344L * 1024, 8));
    assertThat(processor.topology().cpus()).extracting(CpuTopology.Cpu::node).contains(0, 1);
  }

  @Test
  void readsTheSystemOfBareMetal() {
    var fingerprint = of("metal");
    assertThat(fingerprint.system())
        .isEqualTo(
            new OperatingSystem(
                "Linux",
                "Ubuntu 24.04.1 LTS",
                "6.8.0-45-generic",
                Map.of(
                    "meltdown",
                    "Not affected",
                    "spectre_v2",
                    "Mitigation: Enhanced / Automatic IBRS; IBPB: conditional; RSB filling"),
                "madvise",
                "tsc",
                131072000L * 1024));
    assertThat(fingerprint.surroundings())
        .isEqualTo(new Surroundings("PowerEdge R640", "none", "none"));
    assertThat(fingerprint.limits()).isEqualTo(new Allowance(false, null, false, null));
  }

  @Test
  void aVirtualMachineNamesItsHypervisorAndHidesItsClock() {
    var fingerprint = of("vm");
    assertThat(fingerprint.surroundings()).isEqualTo(new Surroundings(null, "kvm", "none"));
    assertThat(fingerprint.processor().governor()).isNull();
    assertThat(fingerprint.processor().turbo()).isNull();
    assertThat(fingerprint.processor().smt()).isFalse();
    assertThat(fingerprint.limits()).isEqualTo(new Allowance(false, null, false, null));
  }

  @Test
  void aMachineOfQemuThatOffersNoClockIsEmulated() {
    var host = RecordedHost.unpack("vm", root);
    host.write("sys/class/dmi/id/sys_vendor", "QEMU");
    assertThat(Surroundings.of(host.host()).hypervisor()).isEqualTo("kvm");
    assertThat(Surroundings.of(host.host()).emulated()).isFalse();
    host.replace(
        "sys/devices/system/clocksource/clocksource0/available_clocksource",
        "tsc kvm-clock",
        "tsc hpet acpi_pm");
    assertThat(Surroundings.of(host.host()).hypervisor()).isEqualTo("qemu");
    assertThat(Surroundings.of(host.host()).emulated()).isTrue();
    host.write("proc/cpuinfo", "flags : fpu vme tsc");
    assertThat(Surroundings.of(host.host()).emulated()).isFalse();
  }

  @Test
  void aContainerHasQuotaAndLimit() {
    var host = RecordedHost.unpack("container", root);
    var fingerprint = Fingerprint.of(host.host(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1")));
    assertThat(fingerprint.limits()).isEqualTo(new Allowance(true, 2.5, true, 2147483648L));
    assertThat(fingerprint.surroundings())
        .isEqualTo(new Surroundings("Google Compute Engine", "kvm", "kubernetes"));
    assertThat(fingerprint.system().hugePages()).isEqualTo("always");
  }

  @Test
  void theFirstVersionOfControlGroupsLimitsToo() {
    var fingerprint = of("cgroup-v1");
    assertThat(fingerprint.limits()).isEqualTo(new Allowance(true, 1.5, true, 536870912L));
    assertThat(fingerprint.surroundings().container()).isEqualTo("docker");
    assertThat(fingerprint.surroundings().hypervisor()).isNull();
    assertThat(fingerprint.processor().model()).isEqualTo("Neoverse-V1");
  }

  @Test
  void aVirtualMachineMadeFromTheImageOfAContainerIsNone() {
    var host = RecordedHost.unpack("vm", root).write(".dockerenv", "");
    assertThat(Surroundings.of(host.host()).container()).isEqualTo("none");
    host.replace(
        "proc/self/mountinfo",
        "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
        "27 1 0:9 / / rw - overlay overlay rw");
    assertThat(Surroundings.of(host.host()).container()).isEqualTo("docker");
  }

  @Test
  void theTightestQuotaOnTheWayUpCounts() {
    var host = RecordedHost.unpack("metal", root);
    host.write("sys/fs/cgroup/user.slice/cpu.max", "300000 100000");
    host.write("sys/fs/cgroup/user.slice/user-1000.slice/cpu.max", "800000 100000");
    host.write("sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope/cpu.max", "max 100000");
    assertThat(Allowance.of(host.host()).cpuQuota()).isEqualTo(3);
  }

  @Test
  void controlGroupsThatCannotBeSeenAreUnknownAndNotUnlimited() {
    var host = RecordedHost.unpack("metal", root);
    host.write("proc/self/mountinfo", "22 27 0:21 / /proc rw - proc proc rw\n");
    assertThat(Allowance.of(host.host()).cpuLimited()).isNull();
    assertThat(Allowance.of(host.host()).memoryLimited()).isNull();
  }

  @Test
  void cpusWithDifferentGovernorsNameAll() {
    var host = RecordedHost.unpack("metal", root);
    host.write("sys/devices/system/cpu/cpu3/cpufreq/scaling_governor", "powersave");
    assertThat(Fingerprint.of(host.host()).processor().governor())
        .isEqualTo("performance, powersave");
  }

  @Test
  void onOtherSystemsEverythingIsUnknownAndNothingFails() throws JsonProcessingException {
    var fingerprint = Fingerprint.of(RecordedHost.unreadable(root, "Mac OS X", "aarch64"));
    assertThat(fingerprint.surroundings()).isEqualTo(new Surroundings(null, null, null));
    assertThat(fingerprint.limits()).isEqualTo(new Allowance(null, null, null, null));
    assertThat(fingerprint.system())
        .isEqualTo(new OperatingSystem("Mac OS X", null, null, Map.of(), null, null, null));
    assertThat(fingerprint.processor())
        .isEqualTo(
            new Processor(
                null,
                "aarch64",
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                new CpuTopology(List.of())));
    assertThat(fingerprint.slug()).isEqualTo("mac-os-x-aarch64");
  }

  @Test
  void macosTellsOfItsFastCoresAndOfNobody() throws JsonProcessingException {
    var host = RecordedHost.told("macos-arm64", root, "Mac OS X", "aarch64");
    var fingerprint = Fingerprint.of(host);
    assertThat(fingerprint.system())
        .isEqualTo(
            new OperatingSystem(
                "Mac OS X", "macOS 15.1.1", "24.1.0", Map.of(), null, null, 17179869184L));
    assertThat(fingerprint.surroundings())
        .isEqualTo(new Surroundings("MacBookPro18,3", "none", null));
    assertThat(fingerprint.processor())
        .isEqualTo(
            new Processor(
                "Apple M1 Pro",
                "aarch64",
                1,
                10,
                10,
                false,
                List.of(
                    new Processor.Cache(1, "Data", 131072L, null),
                    new Processor.Cache(1, "Instruction", 196608L, null),
                    new Processor.Cache(2, "Unified", 12582912L, 4)),
                null,
                null,
                null,
                new CpuTopology(List.of())));
    assertThat(fingerprint.limits()).isEqualTo(new Allowance(null, null, null, null));
    assertThat(fingerprint.slug()).isEqualTo("apple-m1-pro-10c");
    assertThat(new ObjectMapper().writeValueAsString(fingerprint))
        .doesNotContainIgnoringCase("mallory");
    assertThat(new Redaction(host).text("bound to Mallorys-MacBook-Pro:8080, mallory"))
        .isEqualTo("bound to ...:8080, ...");
  }

  @Test
  void macosOnIntelTellsOfThreadsAndMicrocode() {
    var host = RecordedHost.told("macos-x86_64", root, "Mac OS X", "x86_64");
    var fingerprint = Fingerprint.of(host);
    assertThat(fingerprint.processor())
        .isEqualTo(
            new Processor(
                "Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz",
                "x86_64",
                1,
                6,
                12,
                true,
                List.of(
                    new Processor.Cache(1, "Data", 32768L, null),
                    new Processor.Cache(1, "Instruction", 32768L, null),
                    new Processor.Cache(2, "Unified", 262144L, null),
                    new Processor.Cache(3, "Unified", 12582912L, null)),
                null,
                null,
                "248",
                new CpuTopology(List.of())));
    assertThat(fingerprint.surroundings().hypervisor()).isEqualTo("unnamed");
    assertThat(fingerprint.slug()).isEqualTo("intel-core-i7-9750h-12c");
  }

  @Test
  void windowsTellsOfItsPowerPlanByNumber() throws JsonProcessingException {
    var host = RecordedHost.told("windows", root, "Windows Server 2022", "amd64");
    var fingerprint = Fingerprint.of(host);
    assertThat(fingerprint.system())
        .isEqualTo(
            new OperatingSystem(
                "Windows Server 2022",
                "Microsoft Windows Server 2022 Datacenter",
                "10.0.20348",
                Map.of(),
                null,
                null,
                67102908L * 1024));
    assertThat(fingerprint.surroundings())
        .isEqualTo(new Surroundings("Virtual Machine", "hyper-v", null));
    assertThat(fingerprint.processor())
        .isEqualTo(
            new Processor(
                "AMD EPYC 7763 64-Core Processor",
                "amd64",
                2,
                8,
                16,
                true,
                List.of(new Processor.Cache(3, "Unified", 32768L * 1024, null)),
                "balanced",
                null,
                null,
                new CpuTopology(List.of())));
    assertThat(fingerprint.slug()).isEqualTo("amd-epyc-7763-16c");
    assertThat(new ObjectMapper().writeValueAsString(fingerprint)).doesNotContain("381b4222");
  }

  @Test
  void aPowerPlanThatSomebodyMadeHasNoName() {
    RecordedHost.unpack("windows", root)
        .replace("told", "381b4222-f694-41f0-9685-ff5bb260df2e", "0bc0ffee-0000-4000-8000-mallory");
    var host = RecordedHost.unreadable(root, "Windows 11", "amd64");
    assertThat(Processor.of(host).governor()).isEqualTo("a plan of its own");
  }

  @Test
  void nothingThatNamesAPersonOrADeviceIsAskedFor() {
    for (var system : List.of("Mac OS X", "Windows 11")) {
      assertThat(String.join(" ", Informant.words(system)))
          .doesNotContainIgnoringCase("serial")
          .doesNotContainIgnoringCase("uuid")
          .doesNotContain(
              "SystemName", "CSName", "RegisteredUser", "ElementName", "UserName", "\"");
    }
    assertThat(Informant.words("Linux")).isEmpty();
    assertThat(Host.here().told("hw.model")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AMD EPYC 9654 96-Core Processor                | amd-epyc-9654-4c",
        "AMD EPYC                                       | amd-epyc-4c",
        "Intel(R) Xeon(R) Gold 6244 CPU @ 3.60GHz       | intel-xeon-gold-6244-4c",
        "12th Gen Intel(R) Core(TM) i7-1260P            | intel-core-i7-1260p-4c",
        "AMD Ryzen 7 PRO 6850U with Radeon Graphics     | amd-ryzen-7-pro-6850u-4c",
        "AMD Ryzen Threadripper 3990X 64-Core Processor | amd-ryzen-threadripper-3990x-4c",
        "../../evil \\ name                             | evil-name-4c"
      })
  void theSlugNamesProcessorAndUsableCpus(String model, String slug) {
    var host = RecordedHost.unpack("container", root);
    host.replace("proc/cpuinfo", "AMD EPYC 9654 96-Core Processor", model);
    assertThat(Fingerprint.of(host.host()).slug()).isEqualTo(slug);
  }

  @Test
  void everyFactComesBackFromJson() throws JsonProcessingException {
    var mapper = new ObjectMapper();
    for (var recording : List.of("metal", "vm", "macos-arm64", "windows")) {
      var fingerprint = of(recording).with(new Ruler.Scores(1e9, 2e10, 16));
      var json = mapper.writeValueAsString(fingerprint);
      assertThat(mapper.readTree(json).isObject()).isTrue();
      assertThat(mapper.readValue(json, Fingerprint.class)).isEqualTo(fingerprint);
    }
  }

  @Test
  void theFingerprintOfThisMachineIsMade() {
    var fingerprint = Fingerprint.of(Host.here());
    assertThat(fingerprint.system().name()).isEqualTo(System.getProperty("os.name"));
    assertThat(fingerprint.slug()).matches("[a-z0-9]+(-[a-z0-9]+)*");
  }
}
