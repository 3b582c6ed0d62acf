package dev.threadmill.report;

import dev.threadmill.report.ReportModel.Graph;
import dev.threadmill.report.ReportModel.Graphs;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.FlamePage;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The flame graphs of the runs of a report, and those of their differences.
final class Profiles {
  static final String DIFFERENCES = "differences";
  private static final String ENDING = "-difference";

  /// The flame graphs of one run.
  ///
  /// @param fault why its index cannot be read; null if it can be
  private record Indexed(Source source, String prefix, ProfileIndex index, @Nullable String fault) {
    Optional<Path> page(Profile profile) throws IOException {
      return ProfileIndex.page(RunFolder.open(source.run().origin()), profile);
    }
  }

  /// The traits that flame graphs of one group share, so that the caveat is said once and never
  /// missed.
  private record Alike(ProfileKind kind, Profile.Profiler profiler, String caveat) {
    String caption() {
      return "Flame graphs, " + kind.label() + ": " + kind.unit() + ", by " + profiler.label();
    }
  }

  private final List<Indexed> runs;

  private Profiles(List<Indexed> runs) {
    this.runs = runs;
  }

  static Profiles of(List<Source> sources) {
    return new Profiles(
        sources.stream()
            .map(source -> indexed(source, sources.size() > 1 ? source.machine() + ": " : ""))
            .toList());
  }

  private static Indexed indexed(Source source, String prefix) {
    var none = new ProfileIndex(1, List.of(), Map.of());
    var origin = source.run().origin();
    if (!Files.isDirectory(origin)) {
      return new Indexed(source, prefix, none, null);
    }
    try {
      return new Indexed(source, prefix, ProfileIndex.read(RunFolder.open(origin)), null);
    } catch (Unusable e) {
      return new Indexed(source, prefix, none, e.getMessage());
    }
  }

  /// All flame graphs, with links from the folder of the report.
  List<Graphs> graphs(Path report) throws IOException {
    Map<Alike, List<Graph>> alike = new LinkedHashMap<>();
    List<Graphs> others = new ArrayList<>();
    for (var run : runs) {
      if (run.fault() != null) {
        others.add(new Graphs(run.prefix() + "no flame graphs", run.fault() + ".", List.of()));
      }
      for (var profile : run.index().profiles()) {
        var page = run.page(profile);
        alike
            .computeIfAbsent(
                new Alike(profile.kind(), profile.profiler(), profile.caveat()),
                any -> new ArrayList<>())
            .add(
                new Graph(
                    run.prefix() + profile.cell(),
                    page.isPresent() ? Html.path(report, page.get()) : null,
                    note(profile)));
      }
      if (!run.index().failed().isEmpty()) {
        others.add(
            new Graphs(
                run.prefix() + "not profiled",
                "The fork that was to be profiled failed; what was measured is not affected.",
                run.index().failed().entrySet().stream()
                    .map(failed -> new Graph(failed.getKey(), null, failed.getValue()))
                    .toList()));
      }
    }
    List<Graphs> all = new ArrayList<>();
    alike.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().kind()))
        .map(e -> new Graphs(e.getKey().caption(), e.getKey().caveat(), e.getValue()))
        .forEach(all::add);
    all.addAll(others);
    return all;
  }

  private static String note(Profile profile) {
    if (profile.file() == null) {
      return "no stack";
    }
    var virtual = profile.onVirtualThreads();
    return stacks(profile.samples())
        + (virtual == null ? "" : ", of virtual threads " + (virtual == 0 ? "none" : virtual));
  }

  private static String stacks(long samples) {
    return samples == 1 ? "1 stack" : samples + " stacks";
  }

  /// Draws the difference of each cell and kind that the first run and another one profiled.
  /// Those of an earlier report are removed.
  List<Graphs> writeDifferences(ReportFolder report) throws IOException {
    for (var name : report.names(DIFFERENCES)) {
      if (name.matches(".*" + ENDING + "(-\\d+)?\\.html")) {
        report.remove(name);
      }
    }
    List<Graphs> all = new ArrayList<>();
    for (int i = 1; i < runs.size(); i++) {
      // Two runs are the usual case, and their pages need no number.
      var graphs = differences(runs.get(i), runs.size() == 2 ? "" : "-" + (i + 1), report);
      if (!graphs.isEmpty()) {
        var machine = runs.get(i).source().machine();
        all.add(
            new Graphs(
                "Differential flame graphs: " + machine + " against " + base().source().machine(),
                ("Red frames have a larger share of the samples on %1$s, blue ones a smaller one,"
                        + " yellow ones are new; widths are those of %1$s. Each is the share of one"
                        + " fork and says nothing of speed, and what the single flame graphs cannot"
                        + " show is missing here, too.")
                    .formatted(machine),
                graphs));
      }
    }
    return all;
  }

  private Indexed base() {
    return runs.getFirst();
  }

  private List<Graph> differences(Indexed run, String number, ReportFolder report)
      throws IOException {
    List<Graph> graphs = new ArrayList<>();
    for (var profile : run.index().profiles()) {
      var before = counterpart(profile);
      if (before.isPresent()) {
        graphs.add(difference(before.get(), run, profile, number, report));
      }
    }
    return graphs;
  }

  private Optional<Profile> counterpart(Profile profile) {
    return base().index().profiles().stream()
        .filter(before -> profile.file() != null && before.file() != null)
        .filter(before -> before.cell().equals(profile.cell()))
        .filter(before -> before.kind() == profile.kind())
        .findFirst();
  }

  private Graph difference(
      Profile before, Indexed run, Profile after, String number, ReportFolder report)
      throws IOException {
    var label = after.cell() + ", " + after.kind().label();
    if (before.profiler() != after.profiler()) {
      return new Graph(
          label,
          null,
          before.profiler().label() + " and " + after.profiler().label() + " see different stacks");
    }
    var first = base().page(before);
    var second = run.page(after);
    if (first.isEmpty() || second.isEmpty()) {
      return new Graph(label, null, "a flame graph is not where the index says");
    }
    var name =
        ProfileIndex.fileName(after.cell(), after.kind())
            .replaceFirst("^" + ProfileIndex.FOLDER, DIFFERENCES)
            .replaceFirst("\\.html$", ENDING + number + ".html");
    try {
      FlamePage.writeDifference(
          first.get(),
          second.get(),
          report.place(name),
          label + ": " + run.source().machine() + " against " + base().source().machine());
    } catch (FlamePage.NoFlameGraphException e) {
      return new Graph(label, null, String.valueOf(e.getMessage()));
    }
    report.wrote(name);
    return new Graph(
        label, name, stacks(before.samples()) + " before, " + after.samples() + " after");
  }
}
