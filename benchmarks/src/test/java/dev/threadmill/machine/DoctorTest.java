package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.machine.Doctor.Diagnosis;
import dev.threadmill.machine.Doctor.Exam;
import dev.threadmill.machine.Doctor.MemoryState;
import dev.threadmill.machine.Doctor.NoiseFloor;
import dev.threadmill.machine.Doctor.TimerGrain;
import dev.threadmill.machine.MachineChecks.Fitness;
import dev.threadmill.machine.MachineChecks.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every check on recorded machines and made-up measurements, and a short examination of this one.
class DoctorTest {
  private static final HostActivity CALM =
      MachineChecksTest.activity(Map.of("cpuPressureSeconds", 0));

  @TempDir static Path shared;
  private static final Map<String, Host> UNPACKED = new ConcurrentHashMap<>();

  @TempDir Path root;

  private TimerGrain timer = new TimerGrain(25, 10);
  private HostActivity quiet = CALM;
  private HostActivity whole = CALM;
  private NoiseFloor noise = new NoiseFloor(0.5, 1.5, 16);
  private @Nullable OtherPrograms others = new OtherPrograms(0, 0);

  /// A recording that no test changes.
  private static Host recorded(String recording) {
    return UNPACKED.computeIfAbsent(
        recording, name -> RecordedHost.unpack(name, shared.resolve(name)).host());
  }

  private List<Observation> judge(Host host) {
    return MachineChecks.of(
        new Exam(Fingerprint.of(host), MemoryState.of(host), timer, quiet, whole, noise, others));
  }

  private Observation ask(String check, Host host) {
    return judge(host).stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "metal,     emulation,        FINE,    not emulated",
    "vm,        emulation,        FINE,    not emulated",
    "cgroup-v1, emulation,        UNKNOWN, not visible",
    "metal,     clock source,     FINE,    tsc",
    "metal,     governor,         FINE,    performance",
    "metal,     turbo,            FINE,    off",
    "metal,     smt,              WARN,    16 usable CPUs lie on 8 cores",
    "metal,     slow cores,       UNKNOWN, not visible",
    "metal,     order of cpus,    FINE,    --cores takes CPUs 0-3 | 4-7 (one",
    "metal,     huge pages,       FINE,    madvise",
    "metal,     cpus,             FINE,    16 of 16",
    "metal,     quota,            FINE,    No quota",
    "metal,     memory,           FINE,    114.4 GiB",
    "metal,     container limits, FINE,    No limit",
    "metal,     swap,             FINE,    0.0 GiB",
    "vm,        governor,         UNKNOWN, not visible",
    "vm,        turbo,            UNKNOWN, not visible",
    "vm,        smt,              FINE,    2 usable CPUs lie on 2 cores",
    "vm,        cpus,             WARN,    2 CPUs",
    "container, clock source,     BAD,     hpet",
    "container, smt,              WARN,    4 usable CPUs lie on 2 cores",
    "container, huge pages,       WARN,    always",
    "container, cpus,             WARN,    4 of 16",
    "container, quota,            BAD,     2.5 CPUs",
    "container, memory,           FINE,    2.0 GiB",
    "container, container limits, WARN,    2.0 GiB",
    "cgroup-v1, smt,              UNKNOWN, not visible",
    "cgroup-v1, quota,            BAD,     1.5 CPUs",
    "cgroup-v1, memory,           BAD,     0.5 GiB",
    "cgroup-v1, clock source,     UNKNOWN, does not name"
  })
  void judgesRecordedMachines(String recording, String check, Fitness level, String words) {
    var finding = ask(check, recorded(recording));
    assertThat(finding.found()).contains(words);
    assertThat(finding.level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "sys/devices/system/cpu/cpu3/cpufreq/scaling_governor, powersave,              governor, WARN",
    "sys/devices/system/cpu/intel_pstate/no_turbo,         0,                      turbo,    WARN",
    "proc/self/status,                  Cpus_allowed_list: 3,                      cpus,     BAD",
    "proc/self/status,                  Cpus_allowed_list: 0-7,                    smt,      FINE",
    "sys/fs/cgroup/user.slice/cpu.max,  1600000 100000,                            quota,    FINE",
    "sys/fs/cgroup/user.slice/cpu.max,  1500000 100000,                            quota,    BAD",
    "proc/meminfo,                      MemAvailable: 1500000 kB,                  memory,   WARN",
    "proc/meminfo,                      MemAvailable: 900000 kB,                   memory,   BAD",
    "sys/kernel/mm/transparent_hugepage/enabled, [always] madvise never,         huge pages, WARN"
  })
  void oneBadFactOfAGoodMachineIsFound(String file, String text, String check, Fitness level) {
    var host = RecordedHost.unpack("metal", root).write(file, text).host();
    assertThat(ask(check, host).level()).isEqualTo(level);
  }

  @Test
  void slowCoresAreNamedAndComeLast() {
    var host = SketchedHost.HYBRID.unpack(root);
    assertThat(ask("slow cores", host).level()).isEqualTo(Fitness.WARN);
    assertThat(ask("slow cores", host).found())
        .isEqualTo("The kernel names 8 slow cores, CPUs 16-23.");
    assertThat(ask("slow cores", host).advice())
        .isEqualTo("Compare core counts up to 8 only: beyond, not all cores are alike.");
    assertThat(ask("smt", host).advice()).contains("up to 8 only");
    assertThat(ask("order of cpus", host).found())
        .isEqualTo(
            "--cores takes CPUs 0,2,4,6,8,10,12,14 (one hardware thread of each core), then"
                + " 1,3,5,7,9,11,13,15 (SMT siblings of those before), then 16-23 (slow cores, last"
                + " so that smaller numbers of CPUs are all fast).");
    assertThat(ask("slow cores", SketchedHost.DESKTOP.unpack(root.resolve("desktop"))).level())
        .isEqualTo(Fitness.FINE);
  }

  @Test
  void qemuWithoutTheHelpOfKvmIsFound() {
    var host = RecordedHost.unpack("vm", root);
    host.write("sys/class/dmi/id/sys_vendor", "QEMU");
    assertThat(ask("emulation", host.host()).level()).isEqualTo(Fitness.FINE);
    var clocks = "sys/devices/system/clocksource/clocksource0/available_clocksource";
    host.write(clocks, "tsc hpet acpi_pm");
    assertThat(ask("emulation", host.host()).level()).isEqualTo(Fitness.BAD);
    assertThat(ask("emulation", host.host()).found()).contains("QEMU emulates the processor");
    host.delete(clocks);
    assertThat(ask("emulation", host.host()).level()).isEqualTo(Fitness.FINE);
  }

  @Test
  void memoryThatIsSwappedOutIsFound() {
    var host = RecordedHost.unpack("metal", root);
    host.replace("proc/meminfo", "SwapFree:        8388608", "SwapFree:        4194304");
    assertThat(ask("swap", host.host()).level()).isEqualTo(Fitness.WARN);
    assertThat(ask("swap", host.host()).found()).contains("4.0 GiB");
  }

  @ParameterizedTest
  @CsvSource({
    "25,   10,                  FINE, FINE",
    "101,  10,                  WARN, FINE",
    "1001, 1001,                BAD,  BAD",
    "25,   101,                 FINE, WARN",
    "0,    9223372036854775807, FINE, BAD"
  })
  void judgesTheTimer(double latency, long step, Fitness ofLatency, Fitness ofSteps) {
    timer = new TimerGrain(latency, step);
    var host = recorded("metal");
    assertThat(ask("timer latency", host).level()).isEqualTo(ofLatency);
    assertThat(ask("timer granularity", host).level()).isEqualTo(ofSteps);
  }

  @ParameterizedTest
  @CsvSource({"2, 2.1, FINE, WARN", "2.1, 2, WARN, FINE", "5.1, 5, BAD, WARN"})
  void judgesTheNoise(double spin, double copy, Fitness ofSpin, Fitness ofCopy) {
    noise = new NoiseFloor(spin, copy, 16);
    var host = recorded("metal");
    assertThat(ask("noise floor, one thread", host).level()).isEqualTo(ofSpin);
    assertThat(ask("noise floor, all CPUs", host).level()).isEqualTo(ofCopy);
  }

  @ParameterizedTest
  @CsvSource({"0.1, FINE", "0.11, WARN", "0.51, BAD"})
  void judgesTheWaitingWhileIdleAndNotOurOwnLater(double seconds, Fitness level) {
    quiet = MachineChecksTest.activity(Map.of("cpuPressureSeconds", seconds));
    whole = MachineChecksTest.activity(Map.of("cpuPressureSeconds", 9));
    var host = recorded("metal");
    assertThat(ask("waiting for CPUs", host).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, FINE", "1, 0, WARN", "0, 1, BAD"})
  void judgesOtherPrograms(int jvms, int benchmarks, Fitness level) {
    others = new OtherPrograms(jvms, benchmarks);
    var host = recorded("metal");
    assertThat(ask("other programs", host).level()).isEqualTo(level);
  }

  @Test
  void disturbancesOfTheWholeExaminationAreAmongTheFindings() {
    whole = MachineChecksTest.activity(Map.of("stealShare", 0.1));
    var host = recorded("metal");
    assertThat(ask("steal", host).level()).isEqualTo(Fitness.BAD);
    assertThat(ask("heat", host).level()).isEqualTo(Fitness.UNKNOWN);
  }

  @Test
  void whereNothingCanBeReadOnlyWhatWasMeasuredIsKnown() {
    others = null;
    quiet = MachineChecksTest.activity(Map.of());
    var findings = judge(RecordedHost.unreadable(root, "Windows 11", "amd64"));
    assertThat(findings)
        .filteredOn(finding -> finding.level() != Fitness.UNKNOWN)
        .extracting(Observation::check)
        .containsExactly(
            "timer latency",
            "timer granularity",
            "noise floor, one thread",
            "noise floor, all CPUs");
  }

  @Test
  void macosIsUnknownWhereItDoesNotTell() {
    others = null;
    quiet = MachineChecksTest.activity(Map.of());
    var findings = judge(RecordedHost.told("macos-arm64", root, "Mac OS X", "aarch64"));
    assertThat(findings)
        .filteredOn(finding -> List.of("governor", "cpus", "memory").contains(finding.check()))
        .extracting(Observation::level)
        .containsOnly(Fitness.UNKNOWN);
  }

  @Test
  void windowsIsAdvisedInItsOwnWords() {
    var host = RecordedHost.told("windows", root, "Windows 11", "amd64");
    assertThat(ask("governor", host).found()).isEqualTo("The power plan is balanced.");
    assertThat(ask("governor", host).advice()).contains("powercfg");
  }

  @Test
  void everyFindingIsASentenceAndEachBadOneSaysWhatToDo() {
    for (var recording : List.of("container", "cgroup-v1")) {
      assertThat(judge(recorded(recording)))
          .allSatisfy(
              finding -> {
                assertThat(finding.found()).matches("\\S.*\\.").doesNotContain("null");
                if (finding.level() == Fitness.WARN || finding.level() == Fitness.BAD) {
                  assertThat(finding.advice()).matches("\\S.*\\.");
                }
              });
    }
  }

  @Test
  void theWorstFindingSpeaksForTheMachine() {
    var fingerprint = Fingerprint.of(recorded("metal"));
    var levels = new ArrayList<Observation>();
    assertThat(new Diagnosis(fingerprint, noise, CALM, levels).worst()).isEqualTo(Fitness.UNKNOWN);
    for (var level : List.of(Fitness.UNKNOWN, Fitness.FINE, Fitness.WARN, Fitness.BAD)) {
      levels.add(new Observation("a", "b", level, "c", null));
      assertThat(new Diagnosis(fingerprint, noise, CALM, levels).worst()).isEqualTo(level);
    }
  }

  @Test
  void examinesThisMachineStepByStep() throws Exception {
    var steps = new ArrayList<String>();
    var doctor = new Doctor(Host.here(), Duration.ofMillis(20), Duration.ofMillis(5), 3);
    var diagnosis =
        doctor.examine((step, done, total) -> steps.add(done + "/" + total + " " + step));
    assertThat(steps)
        .hasSize(6)
        .startsWith("0/6 reading the machine")
        .endsWith("5/6 measuring equal things");
    assertThat(diagnosis.noise().pairs()).isEqualTo(3);
    assertThat(diagnosis.noise().spinPercent()).isNotNegative().isFinite();
    assertThat(diagnosis.noise().copyPercent()).isNotNegative().isFinite();
    assertThat(diagnosis.fingerprint().ruler()).isNotNull();
    assertThat(diagnosis.activity().wallSeconds()).isPositive();
    assertThat(diagnosis.findings())
        .extracting(Observation::check)
        .doesNotHaveDuplicates()
        .hasSize(24);
    var mapper = new ObjectMapper();
    assertThat(mapper.readValue(mapper.writeValueAsString(diagnosis), Diagnosis.class))
        .isEqualTo(diagnosis);
  }
}
