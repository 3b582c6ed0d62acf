package dev.threadmill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the staged JDKs are shell scripts")
class JdkFinderRefusalTest {
  private StagedMachine machine;

  @BeforeEach
  void stage(@TempDir Path folder) {
    machine = new StagedMachine(folder);
  }

  @Test
  void bareMachineHasReasonForEachPlace() {
    assertThat(refusals())
        .startsWith("THREADMILL_JAVA_HOME: not set", "JAVA_HOME: not set")
        .contains(
            machine.path("home/user/.jdks") + ": no such folder",
            machine.path("usr/lib/jvm") + ": no such folder")
        .endsWith("PATH: holds no java");
  }

  @Test
  void tooOldJdksAreNamedWithTheirVersion() {
    Path home = machine.jdk("usr/lib/jvm/java-17", "17.0.15+6-Debian-1deb12u1");

    assertThat(refusals()).contains(home + ": Java 17.0.15+6-Debian-1deb12u1 is too old");
  }

  @Test
  void variablesAreNamedWithTheirValue() throws Exception {
    Path empty = Files.createDirectories(machine.path("empty"));
    machine.with("THREADMILL_JAVA_HOME", machine.path("gone"));
    machine.with("JAVA_HOME", empty);
    machine.with("JDK_21", machine.jdk("tools/jdk", "IMPLEMENTOR=\"nobody\"\n", "exit 0"));

    assertThat(refusals())
        .contains(
            "THREADMILL_JAVA_HOME=" + machine.path("gone") + ": no such folder",
            "JAVA_HOME=" + empty + ": has no bin/java",
            "JDK_21=" + machine.path("tools/jdk") + ": its release file states no version");
  }

  @Test
  void variableThatIsNoPathIsRefusedAndNotFatal() {
    machine.with("JAVA_HOME", "a\0b").with("SDKMAN_DIR", "a\0b").with("PATH", "a\0b");

    assertThat(refusals()).contains("JAVA_HOME=a\0b: not a path", "PATH: a\0b: not a path");
  }

  @Test
  void folderOfOtherThingsHoldsNoJdk() throws Exception {
    Files.createDirectories(machine.path("opt/google/chrome"));

    assertThat(refusals())
        .contains(machine.path("opt") + ": holds no JDK")
        .noneMatch(refusal -> refusal.contains("google"));
  }

  @Test
  void wrapperOfVersionManagerOnThePathIsNoJdk() throws Exception {
    Path manager = machine.path("home/user/.asdf");
    Path shims = machine.jdk("home/user/.asdf/real", "21").resolve("bin");
    Path wrappers = Files.move(shims, manager.resolve("shims"));
    machine.with("PATH", wrappers);

    assertThat(refusals())
        .anySatisfy(
            refusal ->
                assertThat(refusal)
                    .contains(wrappers.resolve("java") + " on the PATH")
                    .endsWith(": has no bin/java"));
  }

  @Test
  void javaBesideNoReleaseFileIsNotStarted() throws Exception {
    Path started = machine.path("started");
    Path home = machine.jdkThatSays("usr/lib/jvm/stub", "25", "touch " + started);
    Files.delete(home.resolve("release"));

    assertThat(refusals()).contains(home + ": has no readable release file");
    assertThat(started).doesNotExist();
  }

  @Test
  void jdkThatDoesNotStartIsRefusedWithWhatItSaid() {
    Path home =
        machine.jdkThatSays(
            "usr/lib/jvm/java-25",
            "25.0.1+8-LTS",
            "echo 'Picked up JAVA_TOOL_OPTIONS: -Da=b'; echo GLIBC_2.38 not found >&2; exit 1");

    assertThat(refusals()).endsWith(home + ": does not start: GLIBC_2.38 not found");
  }

  @Test
  void jdkOfAnotherProcessorIsRefused() {
    Path home = machine.jdk("usr/lib/jvm/java-25", "25.0.1+8-LTS");
    machine.write(home.resolve("bin/java"), "\0not a program of this machine");

    assertThat(refusals().getLast()).startsWith(home + ": does not start: ");
  }

  @Test
  void refusedChoiceIsKeptApart() {
    machine.with("THREADMILL_JAVA_HOME", machine.path("gone"));
    machine.jdk("usr/lib/jvm/java-25", "25.0.1+8-LTS");
    JdkFinder finder = machine.finder();

    assertThat(finder.find()).isPresent();
    assertThat(finder.refusedChoice())
        .hasValue("THREADMILL_JAVA_HOME=" + machine.path("gone") + ": no such folder");
  }

  private List<String> refusals() {
    JdkFinder finder = machine.finder();
    assertThat(finder.find()).isEmpty();
    return finder.refusals();
  }
}
