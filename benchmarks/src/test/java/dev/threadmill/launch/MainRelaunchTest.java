package dev.threadmill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainRelaunchTest {
  private static StandIn standIn;
  @TempDir Path folder;

  @BeforeAll
  static void compile(@TempDir Path classes) throws Exception {
    standIn = new StandIn(classes);
  }

  @Test
  void oldJavaContinuesOnNewerOneAndSaysSoInOneLine() throws Exception {
    Ended ended = run(standIn.onOldJava(StandIn.Act.REPORT));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).startsWith(String.valueOf(Runtime.version().feature()));
    assertThat(ended.err())
        .singleElement()
        .asString()
        .startsWith("threadmill: Java ")
        .contains(" is too old, continuing on Java ")
        .endsWith(" in " + System.getProperty("java.home"));
  }

  @Test
  void newerJavaIsFoundWithoutBeingNamed() throws Exception {
    ProcessBuilder launch = standIn.onOldJava(StandIn.Act.REPORT);
    launch.environment().remove("THREADMILL_JAVA_HOME");
    launch.environment().put("JAVA_HOME", StandIn.oldJava().toString());
    launch.environment().put("JDK_21", System.getProperty("java.home"));

    Ended ended = run(launch);

    assertThat(ended.exitCode()).isZero();
    assertThat(Integer.parseInt(ended.out().getFirst())).isGreaterThanOrEqualTo(21);
    assertThat(ended.err()).hasSize(1);
  }

  @Test
  void refusedChoiceIsSaidInTheSameLine() throws Exception {
    ProcessBuilder launch = standIn.onOldJava(StandIn.Act.REPORT);
    launch.environment().put("THREADMILL_JAVA_HOME", StandIn.oldJava().toString());
    launch.environment().put("JAVA_HOME", System.getProperty("java.home"));

    assertThat(run(launch).err())
        .singleElement()
        .asString()
        .contains("refused THREADMILL_JAVA_HOME=" + StandIn.oldJava())
        .endsWith("is too old)");
  }

  @Test
  void argumentsPassVerbatim() throws Exception {
    Ended ended = run(standIn.onOldJava(StandIn.Act.REPORT, "-p", "a=b c", "", "*.\"x\""));

    assertThat(ended.out()).endsWith("[REPORT, -p, a=b c, , *.\"x\"]");
  }

  @Test
  void optionsOfTheUserPassAndNoneIsAdded() throws Exception {
    Ended ended = run(standIn.onOldJava(List.of("-Xmx64m", "-Da=b c"), StandIn.Act.REPORT));

    assertThat(ended.out()).contains("[-Xmx64m, -Da=b c]");
  }

  @Test
  void optionsFromTheEnvironmentTakeEffectOnce() throws Exception {
    ProcessBuilder launch = standIn.onOldJava(StandIn.Act.REPORT);
    launch.environment().put("JAVA_TOOL_OPTIONS", "-Dtool=1 -Dother=2");

    assertThat(run(launch).out()).contains("[-Dtool=1, -Dother=2]");
  }

  @Test
  void standardInputPasses() throws Exception {
    Ended ended = Ended.of(standIn.onOldJava(StandIn.Act.COPY), folder, "first\nlast\n");

    assertThat(ended.out()).containsExactly("first", "last");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 255})
  void exitCodePasses(int code) throws Exception {
    assertThat(run(standIn.onOldJava(StandIn.Act.EXIT, code)).exitCode()).isEqualTo(code);
    assertThat(run(standIn.onThisJava(StandIn.Act.EXIT, code)).exitCode()).isEqualTo(code);
  }

  @Test
  void newEnoughJavaRunsTheProgramInPlaceAndSaysNothing() throws Exception {
    ProcessBuilder launch = standIn.onThisJava(StandIn.Act.REPORT, "-l");
    launch.environment().put("THREADMILL_JAVA_HOME", folder.toString());

    Ended ended = run(launch);

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .containsExactly(String.valueOf(Runtime.version().feature()), "[]", "[REPORT, -l]");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void exceptionOfTheProgramLooksAsIfItHadBeenStartedDirectly() throws Exception {
    Ended ended = run(standIn.onThisJava(StandIn.Act.FAIL));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .startsWith("Exception in thread \"main\" java.io.IOException: planned")
        .noneMatch(line -> line.contains("InvocationTargetException"));
  }

  private Ended run(ProcessBuilder launch) throws Exception {
    return Ended.of(launch, folder, "");
  }
}
