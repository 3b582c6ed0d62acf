package dev.threadmill.lane;

import dev.threadmill.machine.Redaction;
import dev.threadmill.questions.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a lane's program is built with on this machine.
///
/// @param version of what is there; null where something is missing
/// @param missing what is, in half a sentence; null where nothing is
/// @param remedy how to get it; null where nothing is missing
public record Toolchain(
    Lane lane, @Nullable String version, @Nullable String missing, @Nullable String remedy) {
  private static final int LONGEST_VERSION = 120;
  private static final long SECONDS_FOR_A_VERSION = 30;

  private static final String ERLANG = "most systems have it in a package, erlang or erlang-base";
  private static final String PRINT_ERLANG_VERSION =
      "io:format(\"Erlang/OTP ~s, erts ~s\", [erlang:system_info(otp_release),"
          + " erlang:system_info(version)]), halt().";

  /// How the version of a lane's tool is asked for, and who has the tool.
  private record BuildTool(List<String> version, String source) {}

  public static Toolchain of(Lane lane) {
    return switch (lane) {
      case RUST, TOKIO ->
          found(
              lane,
              new BuildTool(List.of("cargo", "--version"), "https://rustup.rs installs it"),
              new BuildTool(List.of("rustc", "--version"), "https://rustup.rs installs it"));
      case BEAM ->
          found(
              lane,
              new BuildTool(List.of("erl", "-noshell", "-eval", PRINT_ERLANG_VERSION), ERLANG));
      case GO -> found(lane, new BuildTool(List.of("go", "version"), "https://go.dev/dl has it"));
      case REFERENCE ->
          new Toolchain(lane, "JDK " + System.getProperty("java.runtime.version"), null, null);
    };
  }

  /// The lane with all its tools, of which the last is the one that tells the version.
  private static Toolchain found(Lane lane, BuildTool... tools) {
    String version = "";
    for (var tool : tools) {
      version = said(tool.version());
      if (version == null) {
        return new Toolchain(
            lane,
            null,
            "there is no `" + tool.version().getFirst() + "` on the PATH",
            tool.source());
      }
    }
    return new Toolchain(lane, version, null, null);
  }

  /// The first line that a command prints; null where it cannot be run.
  private static @Nullable String said(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS_FOR_A_VERSION, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return null;
      }
      var line = text.lines().findFirst().orElse("");
      return process.exitValue() == 0 && !line.isBlank()
          ? Redaction.line(Redaction.here().text(line), LONGEST_VERSION)
          : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
