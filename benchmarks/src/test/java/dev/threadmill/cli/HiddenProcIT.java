package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.threadmill.cli.JarProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The whole tool where nothing tells of the machine, as on macOS and Windows: in a mount namespace
/// of its own in which `/proc` and `/sys` are empty.
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no /proc to hide")
class HiddenProcIT {
  private static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final Path RESULTS = Path.of("..", "results").toAbsolutePath().normalize();
  private static final String HIDE =
      "mount -t tmpfs none /sys && mount -t tmpfs none /proc && exec \"$@\"";

  @TempDir Path folder;

  @BeforeEach
  void requireNamespaces() throws Exception {
    if (hidden("true").code() != 0) {
      if (System.getenv("CI") != null) {
        throw new IllegalStateException("CI must hide /proc, but `unshare` may not do that");
      }
      System.getLogger(HiddenProcIT.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "HiddenProcIT is SKIPPED: `unshare` may not hide /proc.");
      abort("`unshare` may not hide /proc");
    }
  }

  /// Runs a program where both are hidden; whoever is not root is made root of a namespace for it.
  private Ended hidden(String... program) throws IOException, InterruptedException {
    var flags = System.getProperty("user.name").equals("root") ? "-m" : "-Urm";
    List<String> words = new ArrayList<>(List.of("unshare", flags, "sh", "-c", HIDE, "sh"));
    words.addAll(List.of(program));
    try (var process = JarProcess.of(folder, words.toArray(String[]::new))) {
      // The loader finds its libraries by /proc; so told, it needs none.
      return process.with("LD_LIBRARY_PATH", JDK.resolve("lib").toString()).run();
    }
  }

  /// Runs the jar there, and sees that it ends as documented, in sentences.
  private String jar(int code, Object... words) throws Exception {
    List<String> program = new ArrayList<>(List.of(JDK.resolve("bin/java").toString()));
    program.addAll(List.of("-Djava.io.tmpdir=" + folder, "-jar", JAR.toString()));
    for (var word : words) {
      program.add(word.toString());
    }
    var ended = hidden(program.toArray(String[]::new));
    assertThat(ended.output()).doesNotContain("Exception", "\tat ", "null", "WARNING");
    assertThat(ended.code()).as(ended.output()).isEqualTo(code);
    return ended.output().replaceAll("\\s+", " ");
  }

  @Test
  void theJarSaysWhatItIsAndHas() throws Exception {
    assertThat(jar(0, "--version")).startsWith("threadmill ");
    assertThat(jar(0, "list")).contains("What does starting a thread and joining it cost?");
    assertThat(jar(0, "lanes")).contains("reference ready");
  }

  @Test
  void theDoctorSaysOfEachCheckThatItIsUnknown() throws Exception {
    var said = hiddenDoctor();
    assertThat(said)
        .contains("timer latency Reading the clock takes ", "unknown clock source The system")
        .contains("unknown cpus Which CPUs may be used is not visible")
        .contains("unknown other programs Other processes are not visible.")
        .contains("unknown steal ", "unknown neighbours ", "unknown throttling ", "unknown heat ")
        .contains("noise floor, one thread");
  }

  /// A busy machine is not fit, which is another exit code.
  private String hiddenDoctor() throws Exception {
    var java = JDK.resolve("bin/java").toString();
    var ended = hidden(java, "-Djava.io.tmpdir=" + folder, "-jar", JAR.toString(), "doctor");
    assertThat(ended.output()).doesNotContain("Exception", "\tat ", "null");
    assertThat(ended.code()).isEqualTo(ended.output().contains("is not fit") ? 2 : 0);
    return ended.output().replaceAll("\\s+", " ");
  }

  @Test
  void aRunIsMeasuredReportedAndCompared() throws Exception {
    var results = folder.resolve("results");
    var said = jar(0, "run", "--preset", "smoke", "--include", "Uncontended", "--out", results);
    assertThat(said)
        .containsOnlyOnce("This system does not tell which CPUs a process may use")
        .contains("uncontended: Mutex or Arc");
    Path run;
    try (var files = Files.find(results, 3, (path, any) -> path.endsWith("run.json"))) {
      run = files.findFirst().orElseThrow().getParent();
    }
    assertThat(Files.readString(run.resolve("report.md")))
        .contains("This system does not tell which CPUs a process may use")
        .doesNotContain("mitigations");
    assertThat(jar(0, "report", run, "--out", folder.resolve("report"))).contains("Report: ");
    assertThat(folder.resolve("report/charts/answers.svg")).isNotEmptyFile();
    assertThat(jar(0, "claims", run)).contains("not run");
    var other = RESULTS.resolve("amd-epyc-2c/2026-11-22-0146-6405ea5");
    assertThat(jar(2, "compare", other, run)).contains("No score can be compared: 4 refused");
    assertThat(jar(2, "run", "uncontended", "--cores", "1", "--out", results))
        .startsWith("threadmill: --cores needs Linux");
  }
}
