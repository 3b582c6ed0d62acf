package dev.threadmill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands that README shows, in a copy of the project, as a newcomer would.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReadmeIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<Path> LEFT_OUT =
      Set.of(ROOT.resolve(".git"), ROOT.resolve("results"), ROOT.resolve("benchmarks/target"));

  /// This one is running just now.
  private static final String TESTS = "mvn verify";

  @TempDir Path copy;

  @Test
  void everyCommandSucceeds() throws Exception {
    copyProject();
    List<String> commands =
        ReadmeTest.blocks(Files.readString(ROOT.resolve("README.md")), "console").stream()
            .flatMap(String::lines)
            .filter(line -> !line.isBlank())
            .toList();
    assertThat(commands).contains(TESTS);
    for (String command : commands) {
      if (!command.equals(TESTS)) {
        run(command);
      }
    }
  }

  private void run(String command) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
    if (command.endsWith(" -l")) {
      assertThat(output).contains("dev.threadmill.suite.");
    }
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
