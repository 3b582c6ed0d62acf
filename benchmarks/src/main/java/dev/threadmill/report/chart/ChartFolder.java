package dev.threadmill.report.chart;

import dev.threadmill.results.RunReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A folder of charts: one Vega-Lite file each, ordered by name, and the theme that they share.
public record ChartFolder(List<ChartFile> charts, ChartFile theme) {
  private static final String THEME = "theme.json";

  /// How long a file may be, in MiB. Ours have a few kilobytes.
  private static final int LARGEST = 4;

  public static ChartFolder bundled() throws IOException {
    var theme = Objects.requireNonNull(ChartFolder.class.getResource("plot-scripts/" + THEME));
    URI place;
    try {
      place = theme.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("cannot open " + theme, e);
    }
    if (!place.getScheme().equals("jar")) {
      return read(Path.of(place).resolveSibling(""));
    }
    // Named by the jar's path: a file system named by its URI is shared by the whole process.
    var jarAndEntry = place.getRawSchemeSpecificPart().split("!", 2);
    try (var jar = FileSystems.newFileSystem(Path.of(URI.create(jarAndEntry[0])), Map.of())) {
      return read(jar.getPath(jarAndEntry[1]).resolveSibling(""));
    }
  }

  /// The charts of a folder; one without a theme gets ours.
  ///
  /// @throws NoSuchFileException if there is no such folder or no chart in it
  public static ChartFolder read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder + ": no such folder of charts");
    }
    List<Path> paths;
    try (var listed = Files.list(folder)) {
      paths =
          listed
              .filter(path -> path.getFileName().toString().endsWith(ChartFile.ENDING))
              .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
              .toList();
    }
    if (paths.isEmpty()) {
      throw new NoSuchFileException(folder + ": no chart in it; they end in " + ChartFile.ENDING);
    }
    var charts = new ChartFile[paths.size()];
    for (int i = 0; i < charts.length; i++) {
      charts[i] = file(paths.get(i));
    }
    var theme = folder.resolve(THEME);
    return new ChartFolder(List.of(charts), Files.exists(theme) ? file(theme) : bundled().theme());
  }

  private static ChartFile file(Path path) throws IOException {
    RunReader.requireFile(path);
    if (Files.size(path) > LARGEST << 20) {
      throw new IOException(path + ": is larger than " + LARGEST + " MB, which no chart is");
    }
    try {
      return new ChartFile(path.getFileName().toString(), Files.readString(path));
    } catch (CharacterCodingException e) {
      throw new IOException(path + ": is not UTF-8", e);
    }
  }
}
