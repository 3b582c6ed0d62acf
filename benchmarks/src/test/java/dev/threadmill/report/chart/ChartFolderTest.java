package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where charts are read from.
class ChartFolderTest {
  @TempDir Path folder;

  @Test
  void theProgramCarriesAllOfPlotScripts() throws IOException {
    assertThat(ChartFolder.bundled()).isEqualTo(ChartFolder.read(Path.of("../plot-scripts")));
  }

  @Test
  void theyAreReadFromWithinAJarToo() throws Exception {
    var jar = folder.resolve("with space.jar");
    var classes = Path.of("target/classes");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes.resolve("dev/threadmill/report"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    var libraries = ChartFolder.class.getClassLoader();
    try (var loader = new FromJarFirst(jar.toUri().toURL(), libraries)) {
      var there = loader.loadClass(ChartFolder.class.getName());
      assertThat(there).isNotSameAs(ChartFolder.class);
      assertThat(there.getMethod("bundled").invoke(null))
          .hasToString(ChartFolder.bundled().toString());
    }
  }

  @Test
  void aFolderWithoutAThemeGetsOurs() throws IOException {
    Files.writeString(folder.resolve("b.vl.json"), "{}");
    Files.writeString(folder.resolve("a.vl.json"), "{}");
    Files.writeString(folder.resolve("notes.json"), "{}");
    var read = ChartFolder.read(folder);
    assertThat(read.charts()).extracting(ChartFile::chartName).containsExactly("a", "b");
    assertThat(read.theme()).isEqualTo(ChartFolder.bundled().theme());
  }

  @Test
  void aFolderThatIsNotThereOrHoldsNoChartIsNamed() {
    assertThatThrownBy(() -> ChartFolder.read(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder + ": no chart in it; they end in .vl.json");
    assertThatThrownBy(() -> ChartFolder.read(folder.resolve("gone")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("gone: no such folder of charts");
  }

  @Test
  void aFileThatIsNotTextIsNamed() throws IOException {
    Files.write(folder.resolve("a.vl.json"), new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> ChartFolder.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.vl.json: is not UTF-8");
  }

  @Test
  void aFileThatIsTooLargeIsNamed() throws IOException {
    try (var file = new RandomAccessFile(folder.resolve("a.vl.json").toFile(), "rw")) {
      file.setLength(1L << 32);
    }
    assertThatThrownBy(() -> ChartFolder.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.vl.json: is larger than 4 MB, which no chart is");
  }

  @Test
  void whatIsNotAFileIsNamed() throws IOException {
    Files.createDirectory(folder.resolve("a.vl.json"));
    assertThatThrownBy(() -> ChartFolder.read(folder))
        .isInstanceOf(Unusable.class)
        .hasMessageEndingWith("a.vl.json is a folder, where a file is expected");
  }

  /// Loads the classes of the report from a jar, though the class path has them too.
  private static final class FromJarFirst extends URLClassLoader {
    FromJarFirst(URL jar, ClassLoader libraries) {
      super(new URL[] {jar}, libraries);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.threadmill.report.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        var loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }

    @Override
    public URL getResource(String name) {
      var ours = findResource(name);
      return ours != null ? ours : super.getResource(name);
    }
  }
}
