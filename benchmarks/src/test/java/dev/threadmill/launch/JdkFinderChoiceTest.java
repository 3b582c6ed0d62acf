package dev.threadmill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the staged JDKs are shell scripts")
class JdkFinderChoiceTest {
  private StagedMachine machine;

  @BeforeEach
  void stage(@TempDir Path folder) {
    machine = new StagedMachine(folder);
  }

  @Test
  void newestLtsOfAllPlacesIsTaken() {
    machine.jdk("usr/lib/jvm/java-26", "26.0.1+8");
    machine.jdk("opt/jdk-21", "21.0.9+10-LTS");
    Path newestLts = machine.jdk("home/user/.jdks/temurin-25", "25.0.1+8-LTS");
    machine.with("JAVA_HOME_24_X64", machine.jdk("tools/24", "24.0.2+12"));

    assertThat(found()).isEqualTo(newestLts);
  }

  @Test
  void newestIsTakenWhereNoneIsLts() {
    machine.jdk("usr/lib/jvm/java-22", "22.0.2+9");
    Path newest = machine.jdk("usr/lib/jvm/java-24", "24.0.2+12");
    machine.jdk("usr/lib/jvm/java-23", "23.0.2+7");

    assertThat(found()).isEqualTo(newest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"THREADMILL_JAVA_HOME", "JAVA_HOME"})
  void choiceOfTheUserGoesBeforeThePreferred(String variable) {
    machine.jdk("usr/lib/jvm/java-25", "25.0.1+8-LTS");
    Path chosen = machine.jdk("tools/jdk", "23.0.2+7");
    machine.with(variable, chosen);

    assertThat(found()).isEqualTo(chosen);
  }

  @Test
  void choiceForThisSuiteGoesBeforeTheGeneralOne() {
    Path chosen = machine.jdk("tools/23", "23.0.2+7");
    machine.with("THREADMILL_JAVA_HOME", chosen);
    machine.with("JAVA_HOME", machine.jdk("tools/25", "25.0.1+8-LTS"));

    assertThat(found()).isEqualTo(chosen);
  }

  @Test
  void tooOldChoiceIsPassedOver() {
    machine.with("JAVA_HOME", machine.jdk("tools/17", "17.0.15+6"));
    Path other = machine.jdk("usr/lib/jvm/java-21", "21.0.9+10-LTS");

    assertThat(found()).isEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JAVA_HOME_21_X64",
        "JAVA_HOME_21_arm64",
        "JAVA_HOME_21",
        "JAVA21_HOME",
        "JAVA_21_HOME",
        "JAVA_21",
        "JDK_21",
        "JDK21",
        "JDK21_HOME",
        "JDK_HOME_21",
      })
  void variablesThatCarryVersionAreLookedAt(String variable) {
    Path home = machine.jdk("tools/jdk", "21.0.9+10-LTS");
    machine.with(variable, home);

    assertThat(found()).isEqualTo(home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/jvm/temurin-21-jdk-amd64",
        "usr/lib64/jvm/java-21-openjdk",
        "usr/java/jdk-21",
        "usr/local/openjdk-21",
        "opt/jdk-21.0.9+10",
        "opt/java/openjdk",
        "home/linuxbrew/.linuxbrew/opt/openjdk@21/libexec",
        "home/user/.sdkman/candidates/java/21.0.9-tem",
        "home/user/.jdks/corretto-21",
        "home/user/.gradle/jdks/eclipse_adoptium-21-amd64-linux.2",
        "home/user/.asdf/installs/java/temurin-21",
        "home/user/.local/share/mise/installs/java/21",
        "home/user/.jenv/versions/21",
      })
  void usualFoldersOfLinuxAreLookedThrough(String place) {
    Path home = machine.jdk(place, "21.0.9+10-LTS");

    assertThat(found()).isEqualTo(home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Library/Java/JavaVirtualMachines/temurin-21.jdk/Contents/Home",
        "home/user/Library/Java/JavaVirtualMachines/corretto-21/Contents/Home",
        "opt/homebrew/opt/openjdk@21/libexec/openjdk.jdk/Contents/Home",
        "usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home",
      })
  void usualFoldersOfMacAreLookedThrough(String place) {
    Path home = machine.jdk(place, "21.0.9+10-LTS");

    assertThat(
            new JdkFinder(machine.host(SearchedHost.SystemFamily.MAC)).find().orElseThrow().home())
        .isEqualTo(home);
  }

  @ParameterizedTest
  @CsvSource({
    "PROGRAMFILES, C/Program Files, C/Program Files/Eclipse Adoptium/jdk-21.0.9.10-hotspot",
    "ProgramFiles, C/Program Files, C/Program Files/Java/jdk-21",
    "LOCALAPPDATA, C/local, C/local/Programs/Microsoft/jdk-21",
    "UNUSED, C, home/user/scoop/apps/temurin21-jdk/current",
  })
  void usualFoldersOfWindowsAreLookedThrough(String variable, String value, String place) {
    Path home = machine.with(variable, machine.path(value)).jdk(place, "21.0.9+10-LTS");

    assertThat(
            new JdkFinder(machine.host(SearchedHost.SystemFamily.WINDOWS))
                .find()
                .orElseThrow()
                .home())
        .isEqualTo(home);
  }

  @ParameterizedTest
  @CsvSource({
    "SDKMAN_DIR, candidates/java",
    "ASDF_DATA_DIR, installs/java",
    "MISE_DATA_DIR, installs/java",
    "JENV_ROOT, versions",
  })
  void movedVersionManagersAreFollowed(String variable, String inside) {
    Path home = machine.jdk("moved/" + inside + "/21", "21.0.9+10-LTS");
    machine.with(variable, machine.path("moved"));

    assertThat(found()).isEqualTo(home);
  }

  @Test
  void pathLeadsThroughLinksToTheHome() throws Exception {
    Path home = machine.jdk("tools/jdk", "21.0.9+10-LTS").toRealPath();
    Path bin = Files.createDirectories(machine.path("usr/bin"));
    Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java"));
    machine.with("PATH", StagedMachine.pathOf(machine.path("nowhere"), bin));

    assertThat(found()).isEqualTo(home);
  }

  @Test
  void jdkThatDoesNotStartIsPassedOverForTheNextBest() {
    machine.jdkThatSays("usr/lib/jvm/java-25", "25.0.1+8-LTS", "echo GLIBC_2.38 not found; exit 1");
    Path nextBest = machine.jdk("usr/lib/jvm/java-21", "21.0.9+10-LTS");

    assertThat(found()).isEqualTo(nextBest);
  }

  @Test
  void versionIsReadFromReleaseFilesOfOlderForm() {
    Path home = machine.jdk("usr/lib/jvm/jdk", "JAVA_VERSION=\"21.0.9\"\n", "exit 0");

    assertThat(found()).isEqualTo(home);
  }

  private Path found() {
    return machine.finder().find().orElseThrow().home();
  }
}
