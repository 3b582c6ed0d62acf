package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Tests what is said on a system without V8 or without fonts. Each is tried in a process of
/// its own.
class ChartBareSystemTest {
  @TempDir Path folder;

  @Test
  void allIsThereOnThisSystem() throws Exception {
    assertThat(linesOf(jar -> true, Map.of())).containsExactly("switching with PNG");
  }

  @Test
  void withoutV8TheBrowserDraws() throws Exception {
    assertThat(linesOf(jar -> !jar.contains("javet-v8-"), Map.of()))
        .containsExactly(
            "The page draws its charts in the browser, and saves each as SVG or PNG there, since no"
                + " V8 runs where it is made (Javet library "
                + libraryName()
                + " is not found).",
            "switching for the browser, Ping-pong: from one thread to another and back");
  }

  private static String libraryName() throws JavetException {
    return new JavetLibLoader(JSRuntimeType.V8).getLibFileName();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere fonts are not found by fontconfig")
  void withoutFontsThereIsNoPng() throws Exception {
    var none = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    assertThat(linesOf(jar -> true, Map.of("FONTCONFIG_FILE", none.toString())))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("PNG pictures are missing: this system ");
  }

  private List<String> linesOf(Predicate<String> classPathEntry, Map<String, String> environment)
      throws IOException, InterruptedException {
    var classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(classPathEntry)
            .collect(Collectors.joining(File.pathSeparator));
    var output = folder.resolve("output.txt");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                // Below the home the JVM remembers which fonts it found.
                "-Duser.home=" + folder,
                "-cp",
                classPath,
                BareSystem.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    if (!process.waitFor(8, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isZero();
    return Files.readAllLines(output);
  }
}
