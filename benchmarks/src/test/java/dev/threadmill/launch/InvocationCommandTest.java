package dev.threadmill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationCommandTest {
  @TempDir Path folder;
  private Jdk jdk;

  @BeforeEach
  void stage() throws Exception {
    jdk = Jdk.at(new StagedMachine(folder).jdk("jdk", "25.0.1+8-LTS"));
  }

  @Test
  void optionsAndArgumentsArePassedOnAsTheyAre() {
    var invocation =
        new Invocation(List.of("-Xmx1g", "-Da=b c"), Map.of(), "a:b", List.of("-f", "", "x y"));

    assertThat(invocation.on(jdk))
        .containsExactly(
            jdk.java().toString(),
            "-Xmx1g",
            "-Da=b c",
            "-cp",
            "a:b",
            "dev.threadmill.launch.Main",
            "-f",
            "",
            "x y");
  }

  @Test
  void javaIsTypedByItsNameWhereThatStartsItAndNoOther() throws Exception {
    var machine = new StagedMachine(folder);
    var other = machine.jdk("older", "17.0.15+6").resolve("bin");
    var bin = Files.createDirectories(machine.path("usr/bin"));
    Files.createSymbolicLink(bin.resolve("java"), jdk.java());

    assertThat(machine.with("PATH", StagedMachine.pathOf(bin, other)).host().typed(jdk.java()))
        .isEqualTo("java");
    assertThat(machine.with("PATH", StagedMachine.pathOf(other, bin)).host().typed(jdk.java()))
        .isEqualTo(jdk.java().toString());
    assertThat(machine.with("PATH", "").host().typed(jdk.java())).isEqualTo(jdk.java().toString());
  }

  @Test
  void jarOfTheSuiteIsStartedAsJarSoThatItsManifestHolds() throws Exception {
    String jar = jar("dev.threadmill.launch.Main");

    assertThat(commandFor(jar)).containsSubsequence("-jar", jar).doesNotContain("-cp");
  }

  @Test
  void otherJarOrFolderIsStartedByClassPath() throws Exception {
    for (String classPath : List.of(jar("other.Main"), folder.toString(), "missing.jar")) {
      assertThat(commandFor(classPath))
          .containsSubsequence("-cp", classPath, "dev.threadmill.launch.Main");
    }
  }

  @Test
  void optionsThatTheNewJvmReadsByItselfAreNotPassedTwice() {
    var environment =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-Dtool=1  -Xmx1g",
            "JDK_JAVA_OPTIONS", "-Dquoted='x y' --add-exports java.base/sun.nio.ch=ALL-UNNAMED",
            "_JAVA_OPTIONS", "-Dlast=3");
    var options =
        List.of(
            "-Dtool=1",
            "-Xmx1g",
            "-Dquoted=x y",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "-Xmx1g",
            "-Dmine=4",
            "-Dlast=3");

    assertThat(new Invocation(options, environment, "a", List.of()).on(jdk))
        .containsSequence(jdk.java().toString(), "-Xmx1g", "-Dmine=4", "-cp");
  }

  private List<String> commandFor(String classPath) {
    return new Invocation(List.of(), Map.of(), classPath, List.of()).on(jdk);
  }

  private String jar(String mainClass) throws Exception {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    Path jar = folder.resolve(mainClass);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar.toString();
  }
}
