package dev.threadmill.lane;

import dev.threadmill.machine.Redaction;
import dev.threadmill.questions.Lane;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest.LaneBuild;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds the programs of lanes from the sources that the jar carries, each once: what is built
/// stays in the user's cache, under a name made from the sources and the toolchain.
///
/// @param cache the folder of all programs
/// @param lines takes a line when something takes long
public record Workbench(Path cache, Consumer<String> lines) {
  private static final long LONGEST_BUILD_MINUTES = 15;
  private static final int LONGEST_REASON = 240;
  private static final String SOURCES = "/lanes/";
  private static final String PROGRAM = "program";

  /// Makes a program of compiled modules that can be started by itself.
  private static final String ONE_FILE_OF_MODULES =
      """
      Modules = [{F, element(2, {ok, _} = file:read_file(F))} || F <- filelib:wildcard("*.beam")],
      ok = escript:create("program",
          [shebang, {emu_args, "-escript main threadmill"}, {archive, Modules, []}]),
      halt().
      """;

  /// The programs of lanes, and why others have none.
  ///
  /// @param missing a reason for each lane without a program
  public record Programs(Map<Lane, Program> ready, Map<Lane, String> missing) {
    public static final Programs NONE = new Programs(Map.of(), Map.of());
  }

  /// Why a program could not be built, in half a sentence.
  private static final class Unbuilt extends Exception {
    private static final long serialVersionUID = 1;

    Unbuilt(String reason, @Nullable Throwable cause) {
      super(reason, cause);
    }
  }

  /// The bench of this user.
  public static Workbench ofUser(Consumer<String> lines) {
    return new Workbench(cacheOf(System.getenv(), System.getProperty("os.name", "")), lines);
  }

  static Path cacheOf(Map<String, String> environment, String system) {
    var home = System.getProperty("user.home", ".");
    var wanted = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base;
    if (!wanted.isEmpty() && Path.of(wanted).isAbsolute()) {
      base = Path.of(wanted);
    } else if (system.startsWith("Mac")) {
      base = Path.of(home, "Library", "Caches");
    } else if (system.startsWith("Windows")) {
      base = Path.of(environment.getOrDefault("LOCALAPPDATA", home));
    } else {
      base = Path.of(home, ".cache");
    }
    return base.resolve("threadmill").resolve("lanes");
  }

  /// Makes the programs of some lanes ready, as far as that is possible here.
  public Programs programs(List<Lane> lanes) {
    Map<Lane, Program> ready = new EnumMap<>(Lane.class);
    Map<Lane, String> missing = new EnumMap<>(Lane.class);
    for (var lane : lanes) {
      var toolchain = Toolchain.of(lane);
      if (toolchain.version() == null) {
        missing.put(lane, String.valueOf(toolchain.missing()));
        continue;
      }
      try {
        ready.put(lane, program(lane, toolchain.version()));
      } catch (Unbuilt e) {
        missing.put(lane, String.valueOf(e.getMessage()));
      }
    }
    return new Programs(ready, missing);
  }

  private Program program(Lane lane, String version) throws Unbuilt {
    var folder = lane.folder();
    if (folder == null) {
      return reference(version);
    }
    try {
      var sources = sources(folder);
      var source = hash(sources);
      var name = (source + version).getBytes(StandardCharsets.UTF_8);
      var place = cache.resolve(lane.id() + "-" + sha256(List.of(name)).substring(0, 16));
      if (!Files.isExecutable(place.resolve(PROGRAM))) {
        build(lane, folder, sources, place);
      }
      var program = place.resolve(PROGRAM);
      var bytes = Files.readAllBytes(program);
      return new Program(
          lane,
          List.of(program.toString()),
          new LaneBuild(version, source, sha256(List.of(bytes)), bytes.length));
    } catch (IOException e) {
      throw new Unbuilt("its program cannot be kept in " + cache + ": " + e.getMessage(), e);
    }
  }

  /// The reference is built already: it is a class of this jar.
  static Program reference(String version) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new Program(
        Lane.REFERENCE,
        List.of(
            java, "-cp", System.getProperty("java.class.path"), ReferenceProgram.class.getName()),
        new LaneBuild(version, "this jar", "this jar", 0));
  }

  private void build(Lane lane, String folder, Map<String, byte[]> sources, Path place)
      throws IOException, Unbuilt {
    lines.accept("Building the lane " + lane.id() + ", once");
    var bench = Files.createTempDirectory("threadmill-lane");
    try {
      var copies = OutputFolder.at(bench);
      for (var source : sources.entrySet()) {
        copies.write(source.getKey(), source.getValue());
      }
      var at = bench.resolve(folder.substring(SOURCES.length()));
      for (var command : commands(lane)) {
        run(command, at, bench.resolve("build.log").toFile());
      }
      var program = Files.readAllBytes(at.resolve(built(lane)));
      OutputFolder.at(cache).below(place.getFileName().toString()).write(PROGRAM, program);
      if (!place.resolve(PROGRAM).toFile().setExecutable(true)) {
        throw new IOException(place + " cannot hold programs");
      }
    } finally {
      RunFolder.delete(bench);
    }
  }

  private static List<List<String>> commands(Lane lane) {
    return switch (lane) {
      case RUST -> List.of(List.of("cargo", "build", "--release", "--locked", "--offline"));
      case TOKIO -> List.of(List.of("cargo", "build", "--release", "--locked"));
      case GO -> List.of(List.of("go", "build", "-trimpath", "-o", PROGRAM, "."));
      case BEAM ->
          List.of(
              List.of("erlc", "threadmill.erl", "threadmill_cells.erl", "threadmill_json.erl"),
              List.of("erl", "-noshell", "-eval", ONE_FILE_OF_MODULES));
      case REFERENCE -> List.of();
    };
  }

  /// Where the build leaves the program, seen from the lane's folder.
  private static String built(Lane lane) {
    return switch (lane) {
      case RUST -> "target/release/threadmill-rust";
      case TOKIO -> "target/release/threadmill-tokio";
      case GO, BEAM, REFERENCE -> PROGRAM;
    };
  }

  private static void run(List<String> command, Path at, File log) throws IOException, Unbuilt {
    var builder =
        new ProcessBuilder(command)
            .directory(at.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    // A folder that the user's environment names would hide what was built.
    builder.environment().remove("CARGO_TARGET_DIR");
    var process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(LONGEST_BUILD_MINUTES, TimeUnit.MINUTES)) {
        throw new Unbuilt(
            "`%s` did not end within %s minutes"
                .formatted(String.join(" ", command), LONGEST_BUILD_MINUTES),
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unbuilt("its build was interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      var said = Files.readString(log.toPath());
      var reason =
          said.lines()
              .filter(line -> line.startsWith("error") || line.contains("Caused by"))
              .findFirst()
              .or(() -> said.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b))
              .orElse("it says nothing");
      throw new Unbuilt(
          "`%s` failed: %s"
              .formatted(
                  String.join(" ", command),
                  Redaction.line(Redaction.here().text(reason), LONGEST_REASON)),
          null);
    }
  }

  /// The sources of a language, by their paths below the folder of all lanes. Those of one lane
  /// may use those of another in the same language.
  private static Map<String, byte[]> sources(String folder) throws IOException {
    var language = folder.substring(SOURCES.length()).split("/")[0];
    var place = Workbench.class.getResource(SOURCES + language);
    if (place == null) {
      throw new IOException("the jar has no " + SOURCES + language);
    }
    try {
      var uri = place.toURI();
      if (uri.getScheme().equals("jar")) {
        var jar = URI.create(uri.toString().replaceFirst("!.*", ""));
        try (FileSystem inJar = FileSystems.newFileSystem(jar, Map.of())) {
          return read(inJar.getPath(SOURCES + language));
        }
      }
      return read(Path.of(uri));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, byte[]> read(Path language) throws IOException {
    var lanes = Objects.requireNonNull(language.getParent());
    Map<String, byte[]> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(language)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = lanes.relativize(file).toString().replace('\\', '/');
        sources.put(name, Files.readAllBytes(file));
      }
    }
    return sources;
  }

  private static String hash(Map<String, byte[]> sources) {
    List<byte[]> parts = new ArrayList<>();
    sources.forEach(
        (name, bytes) -> {
          parts.add((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
          parts.add(bytes);
        });
    return sha256(parts);
  }

  private static String sha256(List<byte[]> parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
