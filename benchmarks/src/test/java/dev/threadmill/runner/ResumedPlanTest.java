package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.launch.InstalledJdks;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Samples;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of a run folder's plan is taken at its word when the run goes on: folders travel.
class ResumedPlanTest {
  private static final Path HERE = Jdks.hostHome();

  @TempDir Path parent;
  private int folders;

  private static Cell cell(String contender, @Nullable Integer cores) {
    return new Cell(
        "dev.threadmill.faulty.FaultyBenchmark.operation",
        "avgt",
        Map.of(Cell.CONTENDER, contender),
        cores,
        null,
        null);
  }

  private ResumedPlan plan(Cell cell, Map<String, String> jdks, Map<String, List<String>> jvms) {
    var facts =
        new JdkFacts(null, null, InstalledJdks.version(HERE), null, null, Map.<String, String>of());
    var manifest =
        Samples.manifest(
            new Limits(3, 3, 0.5, 600),
            jdks,
            jvms,
            Fingerprint.of(Host.here()).with("25", facts),
            Samples.group(cell));
    return ResumedPlan.of(RunFolder.create(parent, "run" + folders++, manifest));
  }

  private ResumedPlan withJdk(Path home) {
    return plan(cell("GARBAGE", null), Map.of("25", home.toString()), Map.of());
  }

  private ResumedPlan withArgument(String argument) {
    return plan(cell("GARBAGE", null), Map.of(), Map.of("odd", List.of(argument)));
  }

  private Path strangersJdk() throws IOException {
    var home = Files.createDirectories(parent.resolve("run/jdk"));
    Files.writeString(home.resolve("release"), "JAVA_RUNTIME_VERSION=\"25.0.3+9\"\n");
    var java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\ntouch '" + parent.resolve("started") + "'\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return home;
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stranger's java is a shell script")
  void aJdkThatOnlyTheFolderKnowsStartsWhenItIsTrustedAndNotBefore() throws IOException {
    var home = strangersJdk();
    var plan = withJdk(home);
    assertThat(plan.isKnown()).isFalse();
    assertThatThrownBy(() -> plan.requireKnown("add --trust"))
        .isInstanceOf(Unusable.class)
        .hasMessageEndingWith("runs what is not known here: the JDK " + home + "; add --trust");
    assertThat(plan.starts()).containsExactly("the JDK " + home);
    assertThat(parent.resolve("started")).doesNotExist();
    assertThat(plan.jdks().homes()).containsEntry("25", home);
    assertThat(parent.resolve("started")).exists();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
  void anInstalledJdkIsKnownByAnyOfItsNames() throws IOException {
    var link = Files.createSymbolicLink(parent.resolve("link"), HERE);
    for (Path home : List.of(HERE, link)) {
      var plan = withJdk(home);
      plan.requireKnown("");
      assertThat(plan.jdks().homes().get("25").toRealPath()).isEqualTo(HERE.toRealPath());
      assertThat(plan.jdks().homes()).doesNotContainValue(link);
    }
  }

  @Test
  void aJdkThatMovedIsFoundByItsBuild() throws IOException {
    var plan = withJdk(parent.resolve("gone"));
    plan.requireKnown("");
    assertThat(InstalledJdks.version(plan.jdks().homes().get("25")))
        .isEqualTo(InstalledJdks.version(HERE));
    var other = Map.of("21", parent.resolve("gone").toString());
    assertThatThrownBy(() -> plan(cell("GARBAGE", null), other, Map.of()))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll("JDK 21", "gone", "found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xmx1g",
        "-Xms512m",
        "-Xss1m",
        "-Xint",
        "-XX:+UseZGC",
        "-XX:-UseG1GC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:+UnlockExperimentalVMOptions",
        "-XX:ActiveProcessorCount=2",
        "-XX:MaxRAMPercentage=50.5",
        "-XX:MaxHeapSize=1g",
        "-XX:TieredStopAtLevel=1",
        "-Djdk.virtualThreadScheduler.parallelism=1",
        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
        "-Dthreadmill.checked=true"
      })
  void argumentsThatOnlySetUpTheJvmAreKnown(String argument) {
    var plan = withArgument(argument);
    plan.requireKnown("");
    assertThat(plan.jdks().arguments()).containsEntry("odd", List.of(argument));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:OnOutOfMemoryError=touch a",
        "-XX:OnError=touch a",
        "-XX:Flags=a",
        "-XX:VMOptionsFile=a",
        "@a",
        "-javaagent:a.jar",
        "-agentpath:a.so",
        "-agentlib:jdwp=transport=dt_socket,server=y",
        "-Xbootclasspath/a:a.jar",
        "-cp",
        "--class-path=a",
        "--module-path=a",
        "--patch-module=java.base=a",
        "-XX:HeapDumpPath=a",
        "-XX:+HeapDumpOnOutOfMemoryError",
        "-XX:ErrorFile=a",
        "-XX:LogFile=a",
        "-XX:+LogCompilation",
        "-XX:SharedArchiveFile=a",
        "-XX:ArchiveClassesAtExit=a",
        "-XX:AOTCache=a",
        "-XX:CompileCommandFile=a",
        "-XX:StartFlightRecording=filename=a",
        "-XX:+FlagNobodyKnows",
        "-Xlog:gc:file=a",
        "-Xloggc:a",
        "-Xshare:dump",
        "-Djava.library.path=a",
        "-Djava.security.manager=a",
        "-Dthreadmill.checked=/a",
        "-Djdk.virtualThreadScheduler.implClass=a.B",
        "-Xmx1g -XX:OnError=a",
        "-Xmx1g\n-XX:OnError=a",
        "-jar",
        "dev.threadmill.Evil",
        ""
      })
  void argumentsThatNameAFileOrStartSomethingAreNot(String argument) {
    var plan = withArgument(argument);
    assertThat(plan.isKnown()).isFalse();
    assertThatThrownBy(() -> plan.requireKnown("add --trust"))
        .hasMessageContaining("the JVM argument " + argument.replace('\n', ' '))
        .hasMessageEndingWith("; add --trust");
    assertThat(plan.starts()).containsExactly("the JVM argument " + argument.replace('\n', ' '));
    assertThat(plan.jdks().arguments()).containsEntry("odd", List.of(argument));
  }

  @Test
  void ofManyArgumentsThreeAreNamedAndTheOthersCounted() {
    var many = List.of("-Da=1", "-Db=1", "-Xmx1g", "-Dc=1", "-Dd=1", "-De=1");
    var plan = plan(cell("GARBAGE", null), Map.of(), Map.of("odd", many));
    assertThatThrownBy(() -> plan.requireKnown("x"))
        .hasMessageContaining(
            "-Da=1, the JVM argument -Db=1, the JVM argument -Dc=1 and 2 more; x");
    assertThat(plan.starts()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "dev.threadmill.faulty.NoBenchmark.operation, avgt, contender, HALT, NoBenchmark",
    "java.lang.Runtime.exec, avgt, contender, HALT, Runtime",
    "dev.threadmill.faulty.FaultyBenchmark.operation, ss, contender, HALT, mode ss",
    "dev.threadmill.faulty.FaultyBenchmark.operation, avgt, other, HALT, other",
    "dev.threadmill.faulty.FaultyBenchmark.operation, avgt, contender, EVIL, EVIL",
  })
  void onlyBenchmarksAndValuesOfThisJarAreTaken(
      String benchmark, String mode, String param, String value, String named) {
    var cell = new Cell(benchmark, mode, Map.of(param, value), null, null, null);
    assertThatThrownBy(() -> plan(cell, Map.of(), Map.of()))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll("run0", "this jar", named);
  }

  @ParameterizedTest
  @ValueSource(ints = {60_000})
  void onlyCoresOfThisMachineAreTaken(int cores) {
    assertThatThrownBy(() -> plan(cell("HALT", cores), Map.of(), Map.of()))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll("run0", cores + " cores");
  }

  @Test
  void numbersMayBeOthersThanTheUsualButMustBeNumbers() {
    assertThat(Planner.isTaken(List.of("1", "2"), "64")).isTrue();
    assertThat(Planner.isTaken(List.of("1", "2"), "a")).isFalse();
    assertThat(Planner.isTaken(List.of("1", "UNBOUNDED"), "a/../b")).isFalse();
    assertThat(Planner.isTaken(List.of("one-to-one"), "two-to-one")).isTrue();
  }
}
