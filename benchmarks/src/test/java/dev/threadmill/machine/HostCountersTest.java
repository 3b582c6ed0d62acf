package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what two readings of recorded machines say of the time between them.
class HostCountersTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path root;

  private static HostActivity between(RecordedHost recorded, Runnable change) {
    var before = new HostCounters(recorded.host(), SECOND);
    change.run();
    return new HostCounters(recorded.host(), 11 * SECOND).since(before);
  }

  @Test
  void countsWhatOthersDidOnUsableCpus() {
    var recorded = RecordedHost.unpack("metal", root);
    var activity =
        between(
            recorded,
            () -> {
              // 1000 ticks of 10 s: 700 of the user, 100 of the system, 200 idle.
              recorded.replace(
                  "proc/stat", "cpu3 10000 100 2000 500000", "cpu3 10700 100 2100 500200");
              recorded.replace("proc/stat", "cpu  160000 1600 32000", "cpu  160700 1600 32100");
              recorded.replace("proc/self/stat", "700 300 5000 1000", "710 320 5300 1150");
            });
    assertThat(activity.wallSeconds()).isEqualTo(10);
    assertThat(activity.othersCpuSeconds()).isEqualTo(3.2, within(1e-9));
    assertThat(activity.othersCpus()).isEqualTo(0.32, within(1e-9));
    assertThat(activity.usableCpus()).isEqualTo(16);
  }

  @Test
  void whatHappensOnOtherCpusOfAContainersHostDoesNotCount() {
    var recorded = RecordedHost.unpack("container", root);
    var activity =
        between(
            recorded,
            () -> {
              recorded.replace("proc/stat", "cpu0 10000", "cpu0 10900");
              recorded.replace("proc/stat", "cpu6 10000", "cpu6 10100");
              recorded.replace("proc/stat", "cpu  160000", "cpu  161000");
            });
    assertThat(activity.othersCpuSeconds()).isEqualTo(1, within(1e-9));
  }

  @Test
  void stealIsAShareOfAllTime() {
    var recorded = RecordedHost.unpack("vm", root);
    var activity =
        between(
            recorded,
            () -> {
              recorded.replace("proc/stat", "851761 188 0 102 248", "852731 188 0 102 278");
              recorded.replace("proc/stat", "843658 820 0 271 237", "844648 820 0 271 247");
            });
    assertThat(activity.stealShare()).isEqualTo(40.0 / 2000, within(1e-9));
    assertThat(activity.othersCpuSeconds()).isZero();
  }

  @Test
  void quotaAndPressureAreCounted() {
    var recorded = RecordedHost.unpack("container", root);
    recorded.write("proc/pressure/cpu", "some avg10=0.00 total=100\nfull avg10=0.00 total=7\n");
    var activity =
        between(
            recorded,
            () -> {
              recorded.replace("sys/fs/cgroup/cpu.stat", "nr_throttled 12", "nr_throttled 15");
              recorded.replace("sys/fs/cgroup/cpu.stat", "345678", "1345678");
              recorded.write("proc/pressure/cpu", "some avg10=0.00 total=500100\n");
            });
    assertThat(activity.throttledPeriods()).isEqualTo(3);
    assertThat(activity.throttledSeconds()).isEqualTo(1, within(1e-9));
    assertThat(activity.cpuPressureSeconds()).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void theFirstVersionOfControlGroupsCountsInNanoseconds() {
    var recorded = RecordedHost.unpack("cgroup-v1", root);
    var file = "sys/fs/cgroup/cpu,cpuacct/cpu.stat";
    var activity = between(recorded, () -> recorded.replace(file, "7000000", "2007000000"));
    assertThat(activity.throttledPeriods()).isZero();
    assertThat(activity.throttledSeconds()).isEqualTo(2, within(1e-9));
  }

  @Test
  void heatSwapAndClockAreCounted() {
    var recorded = RecordedHost.unpack("metal", root);
    var activity =
        between(
            recorded,
            () -> {
              // Both siblings show the one event of their core.
              for (var cpu : List.of(2, 10)) {
                recorded.write(
                    "sys/devices/system/cpu/cpu" + cpu + "/thermal_throttle/core_throttle_count",
                    "6");
              }
              recorded.write("proc/vmstat", "pswpin 8\npswpout 20\n");
              for (int cpu = 0; cpu < 16; cpu++) {
                recorded.write(
                    "sys/devices/system/cpu/cpu" + cpu + "/cpufreq/scaling_cur_freq", "3000000");
              }
            });
    assertThat(activity.thermalThrottles()).isEqualTo(1);
    assertThat(activity.pagesSwappedIn()).isEqualTo(1);
    assertThat(activity.pagesSwappedOut()).isEqualTo(11);
    assertThat(activity.megahertzBefore()).isEqualTo(3500);
    assertThat(activity.megahertzAfter()).isEqualTo(3000);
  }

  @Test
  void aNameWithParenthesesDoesNotShiftTheTimes() {
    var recorded = RecordedHost.unpack("container", root);
    var activity =
        between(
            recorded,
            () -> {
              recorded.replace("proc/self/stat", " 50 10 0 0 ", " 150 10 0 30 ");
              recorded.replace("proc/stat", "cpu6 10000", "cpu6 10200");
            });
    assertThat(activity.othersCpuSeconds()).isEqualTo(0.7, within(1e-9));
  }

  @Test
  void aCounterThatWasSetBackIsUnknown() {
    var recorded = RecordedHost.unpack("container", root);
    var file = "sys/fs/cgroup/cpu.stat";
    var activity = between(recorded, () -> recorded.replace(file, "throttled 12", "throttled 1"));
    assertThat(activity.throttledPeriods()).isNull();
  }

  @Test
  void onOtherSystemsOnlyTheTimeIsKnown() throws Exception {
    var host = RecordedHost.unreadable(root, "Windows 11", "amd64");
    var activity = new HostCounters(host, 2 * SECOND).since(new HostCounters(host, SECOND));
    var json = new ObjectMapper().valueToTree(activity);
    assertThat(json.get("wallSeconds").doubleValue()).isEqualTo(1);
    assertThat(json.properties())
        .filteredOn(field -> !field.getValue().isNull())
        .singleElement()
        .extracting(Map.Entry::getKey)
        .isEqualTo("wallSeconds");
  }

  @Test
  void theActivityOfThisMachineComesBackFromJson() throws Exception {
    var before = HostCounters.read();
    var activity = HostCounters.read().since(before);
    assertThat(activity.wallSeconds()).isPositive();
    var mapper = new ObjectMapper();
    assertThat(mapper.readValue(mapper.writeValueAsString(activity), HostActivity.class))
        .isEqualTo(activity);
  }
}
