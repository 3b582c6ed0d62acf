package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.threadmill.questions.Preset;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Jdks.JvmChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Why forks failed, told by forks that do: by JVMs, and by programs that stand in for one.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "shell scripts stand in for JVMs")
class ForkFailureTest {
  private static final String JAVA = JvmChoice.host(List.of()).java().toString();

  @TempDir Path folder;

  private static Cell cell(@Nullable Integer cores) {
    return new Cell(
        "dev.threadmill.faulty.FaultyBenchmark.operation",
        "avgt",
        Map.of(Cell.CONTENDER, "HALT"),
        cores,
        null,
        null);
  }

  private static ForkRecord fork(
      Path folder, Function<Cell, JvmChoice> jvms, @Nullable Integer cores) {
    var failures = OutputFolder.at(folder);
    var launcher =
        new JmhForkLauncher(Preset.SMOKE.shape(), jvms, failures, new Progress() {}, null);
    return launcher.launch(new Slot(cell(cores), 1, 1, 1));
  }

  private String reason(JvmChoice jvm) {
    var fork = fork(folder.resolve("failures"), any -> jvm, null);
    assertThat(fork.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(fork.reason()).hasSizeLessThanOrEqualTo(240).doesNotContainPattern("\\p{Cc}");
    return String.valueOf(fork.reason());
  }

  private String reasonWith(String arguments) {
    return reason(JvmChoice.host(List.of(arguments.split(" "))));
  }

  /// The reason where a script does what a fork does otherwise.
  private String reasonOfScript(String fork) throws IOException {
    var java = folder.resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\ncase \"$*\" in *ForkedMain*) ;; *) exec '%s' \"$@\";; esac\n%s\n"
            .formatted(JAVA, fork));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return reason(new JvmChoice(java, Runtime.version().feature(), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -XX:+NoSuchFlag       | its JVM does not know the option NoSuchFlag
          -Xnosuchoption        | its JVM does not know the option -Xnosuchoption
          -XX:MaxHeapSize=1z    | its JVM ended with exit code 1: Invalid maximum heap size: -XX:MaxHeapSize=1z
          -Xms64000g -Xmx64000g | there is not enough memory for its JVM:
          -javaagent:absent.jar | its JVM ended with exit code 1: Error opening zip file or JAR manifest missing : absent.jar
          """)
  void aJvmThatDoesNotStartSaysWhy(String arguments, String reason) {
    assertThat(reasonWith(arguments)).startsWith(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo 'No license.' >&2; exit 7      | its JVM ended with exit code 7: No license.
          echo 'No license.'; exit 7          | its JVM ended with exit code 7: No license.
          echo one >&2; echo two >&2; exit 1  | its JVM ended with exit code 1: two
          exit 3                              | its JVM ended with exit code 3 and printed nothing
          kill -9 $$                          | its JVM was killed (signal 9), as the system does when memory runs out
          printf '# There is insufficient memory for the Java Runtime Environment to continue.\\n# Native memory allocation (mmap) failed\\n'; exit 1 | there is not enough memory for its JVM: There is insufficient memory for the Java Runtime Environment to continue.
          printf '#\\n#  SIGSEGV (0xb) at pc=0x00007f, pid=7, tid=8\\n#\\n'; exit 134 | its JVM crashed with SIGSEGV
          printf 'Exception in thread "main" java.lang.IllegalStateException: no\\n\\tat a.B.c(B.java:1)\\n' >&2; exit 1 | its JVM ended with exit code 1: Exception in thread "main" java.lang.IllegalStateException: no
          printf '\\033[2Jmallory@example.org \\302\\233\\342\\200\\256said\\007 so\\n' >&2; exit 1 | its JVM ended with exit code 1: [... said so
          """)
  void aProgramThatEndsIsToldByItsLastWords(String fork, String reason) throws IOException {
    assertThat(reasonOfScript(fork)).isEqualTo(reason);
  }

  @Test
  void aLineWithoutEndIsCut() throws IOException {
    assertThat(reasonOfScript("head -c 100000 /dev/zero | tr '\\0' x >&2; exit 1"))
        .startsWith("its JVM ended with exit code 1: xxx")
        .endsWith("x…")
        .hasSize(240);
  }

  @Test
  void aHostThatCannotListenForItsForksSaysSo() {
    var thrown = new IllegalStateException(new java.net.BindException("Cannot assign address"));
    assertThat(new ForkFailure(thrown, "").reason()).contains("is the loopback interface up?");
  }

  @Test
  void aForkThatCannotReachJmhSaysSo() throws Exception {
    assumeTrue(canUnshare(), "there is no `unshare` to take the network away");
    assertThat(reasonOfScript("exec unshare -rn '" + JAVA + "' \"$@\""))
        .startsWith("it could not connect to JMH over TCP; is the loopback interface up?")
        .contains("Network is unreachable");
  }

  private static boolean canUnshare() throws InterruptedException {
    try {
      var unshare = new ProcessBuilder("unshare", "-rn", "true").start();
      return unshare.waitFor(1, TimeUnit.MINUTES) && unshare.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aJvmThatIsNotThereIsNamed() {
    var absent = folder.resolve("absent/bin/java");
    assertThat(reason(new JvmChoice(absent, 25, List.of()))).isEqualTo("there is no " + absent);
  }

  @Test
  void aProgramThatIsNoJvmIsNamed() throws IOException {
    var java = Files.writeString(folder.resolve("java"), "#!/bin/sh\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    assertThat(reason(new JvmChoice(java, 25, List.of())))
        .isEqualTo(java + " does not run as a JVM");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there forks are tied to CPUs")
  void withoutTasksetTheCoreAxisSaysWhatItNeeds() throws Exception {
    var builder =
        new ProcessBuilder(
                JAVA,
                "-Djmh.ignoreLock=true",
                "-cp",
                System.getProperty("java.class.path"),
                OnOneCore.class.getName(),
                folder.resolve("failures").toString())
            .redirectErrorStream(true);
    builder.environment().put("PATH", folder.toString());
    var process = builder.start();
    assertThat(new String(process.getInputStream().readAllBytes()))
        .contains("there is no `taskset` on the PATH, which ties forks to CPUs for --cores");
  }

  /// A process of its own, which has another PATH.
  static final class OnOneCore {
    public static void main(String[] args) {
      var fork = fork(Path.of(args[0]), any -> JvmChoice.host(List.of()), 1);
      System.out.println(fork.reason());
    }
  }
}
