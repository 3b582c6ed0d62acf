package dev.threadmill.results;

/// Writes anew what can be told from a run's plan and forks: `jmh.json` and the latency files.
public final class Rebuild {
  private Rebuild() {}

  public static void derivedFiles(RunFolder folder) {
    var manifest = folder.manifest();
    var forks = folder.forks();
    var cells = manifest.groups().stream().flatMap(group -> group.cells().stream()).toList();
    folder.writeWhole(JmhFile.NAME, JmhFile.of(cells, forks));
    LatencyFiles.write(folder.file("latency"), forks);
  }
}
