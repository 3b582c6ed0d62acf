package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Run folders of a stranger who wants more than to be read: the system itself says what the jar
/// started and wrote, by `strace`.
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is no strace elsewhere")
class HostileFolderIT {
  private static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final String CALLS =
      "execve,openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,"
          + "symlinkat,mkdir,mkdirat,truncate,chmod,fchmodat";

  /// What a JVM itself writes, whatever runs in it.
  private static final Pattern JVMS_OWN =
      Pattern.compile("/proc/.*|/dev/(null|tty|pts/.*)|/tmp/hsperfdata_[^/]*(/\\d+)?");

  private static final Pattern CALL =
      Pattern.compile("^\\d+ +(\\w+)\\((.*)\\) += (-?\\d+)(?:<.*>)?( E.*)?.*$");

  private static final Pattern PATH =
      Pattern.compile("(?:(?:AT_FDCWD|\\d+)<([^>]*)>, )?\"((?:[^\"\\\\]|\\\\.)*)\"");

  /// A file on its way to its name.
  private static final String DRAFT = ".*/\\.[0-9a-f-]{36}\\.draft";

  @TempDir Path folder;
  private Path run;
  private Path mine;
  private Path started;

  /// Changes a plan, so that it asks for what the stranger wants.
  private interface Wish {
    void in(ObjectNode plan) throws IOException;
  }

  @BeforeEach
  void send() throws Exception {
    if (!JarProcess.isInstalled("strace")) {
      if (System.getenv("CI") != null) {
        throw new IllegalStateException("CI must watch the jar, but there is no strace");
      }
      System.getLogger(HostileFolderIT.class.getName())
          .log(System.Logger.Level.WARNING, "HostileFolderIT is SKIPPED: there is no strace.");
      abort("there is no strace");
    }
    folder = folder.toRealPath();
    Files.createDirectory(tmp());
    mine = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(mine.resolve("page.md"), "# Mine\n");
    started = mine.resolve("started");
    for (var file : HostileFoldersTest.soundFolders().entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    run = folder.resolve(HostileFoldersTest.RUN);
    for (var name :
        List.of("report.html", "report.md", "run.json.draft", "jmh.json.draft", ".lock")) {
      Files.createSymbolicLink(run.resolve(name), mine.resolve("page.md"));
    }
    Files.createSymbolicLink(run.resolve("failures"), mine);
    var java = run.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\ntouch '" + started + "'\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(run.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  private Path tmp() {
    return folder.resolve("tmp");
  }

  private void plan(Wish wish) throws Exception {
    var json = new ObjectMapper();
    var plan = (ObjectNode) json.readTree(run.resolve("run.json").toFile());
    var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(JAR));
    ((ObjectNode) plan.path("suite")).put("jar", HexFormat.of().formatHex(digest));
    wish.in(plan);
    Files.writeString(run.resolve("run.json"), json.writeValueAsString(plan));
  }

  private void eachCell(ObjectNode plan, String axis, String value) throws IOException {
    for (var group : plan.path("groups")) {
      group.path("cells").forEach(cell -> ((ObjectNode) cell).put(axis, value));
    }
    var forks = run.resolve("forks.jsonl"); // which name their cells with all axes
    var named = "," + axis + "=" + value + "]\",\"round\"";
    Files.writeString(forks, Files.readString(forks).replace("]\",\"round\"", named));
  }

  /// What a command did, as the system saw it.
  ///
  /// @param written paths that it made, changed or removed
  private record Deeds(int code, String output, List<String> programs, List<String> written) {}

  private Deeds watched(Object... words) throws Exception {
    List<Object> jar =
        new ArrayList<>(List.of(JDK.resolve("bin/java"), "-Djava.io.tmpdir=" + tmp(), "-jar", JAR));
    jar.addAll(List.of(words));
    return deeds(jar);
  }

  private Deeds deeds(List<?> program) throws Exception {
    var log = folder.resolve("strace.log");
    var strace = "strace -f -qq -y -s 4096 -e trace=" + CALLS + " -o " + log;
    List<String> command = new ArrayList<>(List.of(strace.split(" ")));
    program.forEach(word -> command.add(word.toString()));
    try (var process = JarProcess.of(folder, command.toArray(String[]::new))) {
      var ended = process.run();
      List<String> programs = new ArrayList<>();
      List<String> written = new ArrayList<>();
      for (var line : Files.readAllLines(log)) {
        var call = CALL.matcher(line);
        if (call.matches() && call.group(4) == null) {
          note(call.group(1), call.group(2), programs, written);
        }
      }
      return new Deeds(ended.code(), ended.output(), programs, written);
    }
  }

  private void note(String call, String arguments, List<String> programs, List<String> written) {
    var path = PATH.matcher(arguments);
    if (call.equals("execve") && path.find()) {
      // Javet makes its library executable by a program, where it was unpacked.
      boolean isJavets = path.group(2).endsWith("/chmod") && arguments.contains(tmp() + "/");
      programs.add(isJavets ? "chmod of Javet's" : path.group(2));
    } else if (!call.startsWith("open") || arguments.matches(".*O_(WRONLY|RDWR|CREAT).*")) {
      while (path.find()) {
        var in = Path.of(path.group(1) == null ? folder.toString() : path.group(1));
        written.add(in.resolve(path.group(2)).normalize().toString());
      }
    }
  }

  private void assertHarmless(Deeds deeds, Path... places) throws IOException {
    assertThat(deeds.programs())
        .as("programs that were started")
        .allMatch(
            program ->
                program.equals("chmod of Javet's")
                    || program.equals(JDK.resolve("bin/java").toString())
                    || program.equals(JDK.resolve("lib/jspawnhelper").toString()));
    assertThat(deeds.written())
        .as("files that were written")
        .filteredOn(path -> !JVMS_OWN.matcher(path).matches())
        .filteredOn(path -> !path.equals(folder.resolve("output.log").toString()))
        .filteredOn(
            path -> !path.matches(DRAFT) || !Path.of(path).startsWith(places[0].resolveSibling("")))
        .allMatch(
            path ->
                Stream.concat(Stream.of(places), Stream.of(tmp()))
                    .anyMatch(place -> Path.of(path).startsWith(place)));
    assertThat(started).doesNotExist();
    assertThat(mine.resolve("page.md")).content().isEqualTo("# Mine\n");
    try (var files = Files.list(mine)) {
      assertThat(files).containsExactly(mine.resolve("page.md"));
    }
  }

  @Test
  void commandsThatReadStartNothingAndWriteNothing() throws Exception {
    plan(this::askForAJdk);
    assertHarmless(watched("claims", run));
    assertHarmless(watched("compare", folder.resolve("other/base"), run));
    var resumed = watched("run", "--resume", run, "--no-report");
    assertThat(resumed.code()).as(resumed.output()).isEqualTo(Threadmill.UNUSABLE);
    assertThat(resumed.output()).contains("--trust");
    assertThat(resumed.programs()).hasSize(1);
    assertHarmless(resumed);
  }

  private void askForAJdk(ObjectNode plan) throws IOException {
    plan.putObject("jdks").put("25", run.resolve("jdk").toString());
    eachCell(plan, "jdk", "25");
  }

  @Test
  void argumentsOfAStrangerAreNotPassedOn() throws Exception {
    plan(
        plan -> {
          plan.putObject("jvms").putArray("odd").add("-XX:OnOutOfMemoryError=touch " + started);
          eachCell(plan, "jvm", "odd");
        });
    var resumed = watched("run", "--resume", run, "--no-report");
    assertThat(resumed.code()).as(resumed.output()).isEqualTo(Threadmill.UNUSABLE);
    assertThat(resumed.programs()).hasSize(1);
    assertHarmless(resumed);
  }

  @Test
  void aReportIsWrittenWhereItShouldBeAndOurOwnJavaDrawsIt() throws Exception {
    plan(this::askForAJdk);
    var out = folder.resolve("out");
    var charts = folder.resolve("charts");
    var elsewhere = watched("report", run, "--out", out, "--scripts", charts);
    assertThat(elsewhere.code()).as(elsewhere.output()).isZero();
    assertHarmless(elsewhere, out);
    assertThat(out.resolve("charts/bytes.svg")).isRegularFile();

    var inPlace = watched("report", run, "--scripts", charts);
    assertThat(inPlace.code()).as(inPlace.output()).isZero();
    assertHarmless(
        inPlace, run.resolve("report.html"), run.resolve("report.md"), run.resolve("charts"));
    assertThat(Files.isRegularFile(run.resolve("report.md"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void whatIsStartedAndWrittenIsSeen() throws Exception {
    var script = "echo x > mine/page.md; cp mine/page.md other/; rm mine/page.md; /bin/true";
    var deeds = deeds(List.of("sh", "-c", script));
    assertThat(deeds.code()).isZero();
    assertThat(deeds.programs()).anyMatch(name -> name.endsWith("/cp")).contains("/bin/true");
    assertThat(deeds.written())
        .contains(mine.resolve("page.md").toString(), folder.resolve("other/page.md").toString());
    assertThatThrownBy(() -> assertHarmless(deeds)).isInstanceOf(AssertionError.class);
  }
}
