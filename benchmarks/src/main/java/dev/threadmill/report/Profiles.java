package dev.threadmill.report;

import dev.threadmill.report.ReportModel.Graph;
import dev.threadmill.report.ReportModel.Graphs;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Profile;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileKind;
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
import org.jspecify.annotations.Nullable;

/// The flame graphs of runs, with what each kind of them cannot show: those with the same caveat
/// stand together, so that it is said once and never missed.
final class Profiles {
  private record Alike(ProfileKind kind, Profile.Profiler profiler, String caveat) {
    String caption() {
      return "Flame graphs, " + kind.label() + ": " + kind.unit() + ", by " + profiler.label();
    }
  }

  private Profiles() {}

  /// The profiles of a run; empty for one that was never profiled.
  ///
  /// @throws Unusable if their index is damaged
  static ProfileIndex index(Source source) {
    return isFolder(source)
        ? ProfileIndex.read(folder(source))
        : new ProfileIndex(1, List.of(), Map.of());
  }

  static RunFolder folder(Source source) {
    return RunFolder.open(source.run().origin());
  }

  private static boolean isFolder(Source source) {
    return Files.isDirectory(source.run().origin());
  }

  static List<Graphs> of(List<Source> sources, Path report) throws IOException {
    Map<Alike, List<Graph>> alike = new LinkedHashMap<>();
    List<Graphs> others = new ArrayList<>();
    for (var source : sources) {
      var prefix = sources.size() > 1 ? source.machine() + ": " : "";
      ProfileIndex index;
      try {
        index = index(source);
      } catch (Unusable e) {
        others.add(new Graphs(prefix + "no flame graphs", e.getMessage() + ".", List.of()));
        continue;
      }
      for (var profile : index.profiles()) {
        alike
            .computeIfAbsent(
                new Alike(profile.kind(), profile.profiler(), profile.caveat()),
                any -> new ArrayList<>())
            .add(new Graph(prefix + profile.cell(), link(source, profile, report), note(profile)));
      }
      if (!index.failed().isEmpty()) {
        others.add(
            new Graphs(
                prefix + "not profiled",
                "The fork that was to be profiled failed; what was measured is not touched by it.",
                index.failed().entrySet().stream()
                    .map(failed -> new Graph(failed.getKey(), null, failed.getValue()))
                    .toList()));
      }
    }
    List<Graphs> all =
        new ArrayList<>(
            alike.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().kind()))
                .map(
                    entry ->
                        new Graphs(
                            entry.getKey().caption(), entry.getKey().caveat(), entry.getValue()))
                .toList());
    all.addAll(others);
    return List.copyOf(all);
  }

  private static @Nullable String link(Source source, Profile profile, Path report)
      throws IOException {
    var page = ProfileIndex.page(folder(source), profile);
    return page.isPresent() ? RawFiles.from(report, page.get()) : null;
  }

  private static String note(Profile profile) {
    if (profile.file() == null) {
      return "no stack";
    }
    var virtual = profile.onVirtualThreads();
    return stacks(profile.samples())
        + (virtual == null ? "" : ", of virtual threads " + (virtual == 0 ? "none" : virtual));
  }

  static String stacks(long samples) {
    return samples == 1 ? "1 stack" : samples + " stacks";
  }
}
