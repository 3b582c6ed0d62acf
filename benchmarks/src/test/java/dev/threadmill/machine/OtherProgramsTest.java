package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which of the processes of a recorded machine are counted.
class OtherProgramsTest {
  @TempDir Path root;
  private RecordedHost recorded;

  @BeforeEach
  void unpack() {
    recorded = RecordedHost.unpack("metal", root);
  }

  private void process(int pid, int parent, String name, String command) {
    recorded.write("proc/" + pid + "/stat", pid + " (" + name + ") S " + parent + " 1 1 0 -1");
    recorded.write("proc/" + pid + "/comm", name + "\n");
    recorded.write("proc/" + pid + "/cmdline", command);
  }

  @Test
  void weOurParentsAndOurChildrenAreNoOthers() {
    process(1, 0, "systemd", "init");
    process(4000, 1, "java", "java -jar benchmarks.jar");
    process(4300, 4242, "java", "java org.openjdk.jmh.runner.ForkedMain");
    process(4301, 4300, "java", "java grandchild");
    assertThat(OtherPrograms.of(recorded.host())).isEqualTo(new OtherPrograms(0, 0));
  }

  @Test
  void otherJvmsAndBenchmarksAreCountedApart() {
    process(1, 0, "systemd", "init");
    process(70, 1, "java", "/opt/jdk/bin/java -jar shop.jar");
    process(71, 70, "java", "java org.openjdk.jmh.runner.ForkedMain");
    process(72, 1, "stress-ng", "stress-ng --cpu 4");
    process(73, 1, "javac-like", "javac-like");
    assertThat(OtherPrograms.of(recorded.host())).isEqualTo(new OtherPrograms(1, 2));
  }

  @Test
  void aSiblingUnderTheSameParentIsAnother() {
    process(5000, 4000, "java", "java -jar shop.jar");
    assertThat(OtherPrograms.of(recorded.host())).isEqualTo(new OtherPrograms(1, 0));
  }

  @Test
  void processesThatEndWhileTheyAreCountedAreLeftOut() {
    recorded.write("proc/80/comm", "java");
    assertThat(OtherPrograms.of(recorded.host())).isEqualTo(new OtherPrograms(0, 0));
  }

  @Test
  void whereNoProcessIsShownTheyAreUnknown() {
    recorded.delete("proc/self/stat");
    assertThat(OtherPrograms.of(recorded.host())).isNull();
  }
}
