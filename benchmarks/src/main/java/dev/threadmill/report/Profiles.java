package dev.threadmill.report;

import dev.threadmill.report.ReportModel.Graph;
import dev.threadmill.report.ReportModel.Graphs;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The flame graphs of the runs of a report.
final class Profiles {
  /// The traits that flame graphs of one group share, so that the caveat is said once and never
  /// missed.
  private record Alike(ProfileKind kind, Profile.Profiler profiler, String caveat) {
    String caption() {
      return "Flame graphs, " + kind.label() + ": " + kind.unit() + ", by " + profiler.label();
    }
  }

  private final Path report;
  private final Map<Alike, List<Graph>> alike = new LinkedHashMap<>();
  private final List<Graphs> others = new ArrayList<>();

  private Profiles(Path report) {
    this.report = report;
  }

  /// All flame graphs, with links from the folder of the report.
  static List<Graphs> of(List<Source> sources, Path report) throws IOException {
    var profiles = new Profiles(report);
    for (var source : sources) {
      if (Files.isDirectory(source.run().origin())) {
        profiles.add(source, sources.size() > 1 ? source.machine() + ": " : "");
      }
    }
    List<Graphs> all = new ArrayList<>();
    profiles.alike.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().kind()))
        .map(e -> new Graphs(e.getKey().caption(), e.getKey().caveat(), e.getValue()))
        .forEach(all::add);
    all.addAll(profiles.others);
    return all;
  }

  private void add(Source source, String prefix) throws IOException {
    var folder = RunFolder.open(source.run().origin());
    ProfileIndex index;
    try {
      index = ProfileIndex.read(folder);
    } catch (Unusable e) {
      others.add(new Graphs(prefix + "no flame graphs", e.getMessage() + ".", List.of()));
      return;
    }
    for (var profile : index.profiles()) {
      var page = ProfileIndex.page(folder, profile);
      alike
          .computeIfAbsent(
              new Alike(profile.kind(), profile.profiler(), profile.caveat()),
              any -> new ArrayList<>())
          .add(
              new Graph(
                  prefix + profile.cell(),
                  page.isPresent() ? Html.path(report, page.get()) : null,
                  note(profile)));
    }
    if (!index.failed().isEmpty()) {
      others.add(
          new Graphs(
              prefix + "not profiled",
              "The fork that was to be profiled failed; what was measured is not affected.",
              index.failed().entrySet().stream()
                  .map(failed -> new Graph(failed.getKey(), null, failed.getValue()))
                  .toList()));
    }
  }

  private static String note(Profile profile) {
    if (profile.file() == null) {
      return "no stack";
    }
    var virtual = profile.onVirtualThreads();
    long samples = profile.samples();
    return (samples == 1 ? "1 stack" : samples + " stacks")
        + (virtual == null ? "" : ", of virtual threads " + (virtual == 0 ? "none" : virtual));
  }
}
