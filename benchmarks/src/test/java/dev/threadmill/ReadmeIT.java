package dev.threadmill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.machine.CpuTopology;
import dev.threadmill.machine.Host;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands that README shows, in a copy of the project, as a newcomer would.
class ReadmeIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<Path> LEFT_OUT =
      Set.of(ROOT.resolve(".git"), ROOT.resolve("benchmarks/target"));

  /// This one is running just now.
  private static final String TESTS = "mvn verify";

  /// Commands whose exit code is what they found: an unfit machine, something slower.
  private static final Map<String, Set<Integer>> VERDICTS =
      Map.of("doctor", Set.of(0, 2), "compare", Set.of(0, 1, 2));

  @TempDir Path copy;

  @Test
  void everyCommandWorks() throws Exception {
    copyProject();
    String readme = Files.readString(ROOT.resolve("README.md"));
    List<String> whole = lines(ReadmeTest.blocks(readme, "console"));
    assertThat(whole).contains(TESTS);
    for (String command : whole) {
      if (!command.equals(TESTS)) {
        run(command);
      }
    }
    int cpus = CpuTopology.of(Host.here()).cpus().size(); // none where the system does not tell
    List<String> begun = lines(ReadmeTest.blocks(readme, "sh"));
    assertThat(begun).isNotEmpty();
    for (String command : begun) {
      if (cpus > 1 || !command.contains("--cores")) {
        begin(command);
      }
    }
  }

  private static List<String> lines(List<String> blocks) {
    return blocks.stream().flatMap(String::lines).filter(line -> !line.isBlank()).toList();
  }

  private void run(String command) throws Exception {
    Process process = start(command);
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s%n%s", command, output).isIn(codes(command));
    assertThat(output.lines().filter(line -> line.startsWith("threadmill: ")))
        .allMatch(line -> line.contains("continuing on Java"));
  }

  private static Set<Integer> codes(String command) {
    return VERDICTS.entrySet().stream()
        .filter(verdict -> command.contains(".jar " + verdict.getKey()))
        .map(Map.Entry::getValue)
        .findAny()
        .orElse(Set.of(0));
  }

  /// Begins what takes minutes, and ends it once it has measured something.
  private void begin(String command) throws Exception {
    Process process = start("exec " + command);
    List<String> said = new ArrayList<>();
    boolean measured = false;
    try (var output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        said.add(line);
        if (line.startsWith("round 1  ")) {
          measured = true;
          process.toHandle().destroy(); // the process's own would close what it still says
        }
      }
    }
    process.waitFor();
    assertThat(measured).as("%s%n%s", command, String.join("\n", said)).isTrue();
  }

  private Process start(String command) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return process;
  }

  private void copyProject() throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (LEFT_OUT.contains(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(copy.resolve(ROOT.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, copy.resolve(ROOT.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
