package dev.threadmill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainBytecodeTest {
  private static final int JAVA_8 = 52;

  @Test
  void everyClassOfTheLauncherStartsOnJava8() throws Exception {
    for (Path file : classFiles()) {
      try (var in = new DataInputStream(Files.newInputStream(file))) {
        in.readInt(); // the magic number
        in.readUnsignedShort(); // the minor version
        assertThat(in.readUnsignedShort()).as("class file version of %s", file).isEqualTo(JAVA_8);
      }
    }
  }

  private static List<Path> classFiles() throws Exception {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.list(classes.resolve("dev/threadmill/launch"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }
}
