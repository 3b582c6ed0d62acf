package dev.threadmill.report;

import dev.threadmill.report.ReportModel.Graph;
import dev.threadmill.report.ReportModel.Graphs;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.FlamePage;
import dev.threadmill.results.Profile;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Flame graphs of where the cells of one run spend more than the same cells of the first run.
final class ProfileDifferences {
  static final String FOLDER = "differences";
  private static final String ENDING = "-difference";

  private final Source base;
  private final List<Profile> baseline;
  private final ReportFolder report;

  private ProfileDifferences(Source base, ReportFolder report) {
    this.base = base;
    this.baseline = profiles(base);
    this.report = report;
  }

  /// Draws a difference of each cell and kind that the first run and another one profiled. Those of
  /// an earlier report go.
  static List<Graphs> write(List<Source> sources, ReportFolder report) throws IOException {
    for (var name : report.names(FOLDER)) {
      if (name.matches(".*" + ENDING + "(-\\d+)?\\.html")) {
        report.remove(name);
      }
    }
    var differences = new ProfileDifferences(sources.getFirst(), report);
    List<Graphs> all = new ArrayList<>();
    for (int i = 1; i < sources.size(); i++) {
      // Two runs are the usual case, and their pages need no number.
      var graphs = differences.to(sources.get(i), sources.size() == 2 ? "" : "-" + (i + 1));
      if (!graphs.isEmpty()) {
        all.add(
            new Graphs(
                "Differential flame graphs: "
                    + sources.get(i).machine()
                    + " against "
                    + sources.getFirst().machine(),
                "Red frames have a larger share of the samples on "
                    + sources.get(i).machine()
                    + ", blue ones a smaller one, yellow ones are new; widths are those of "
                    + sources.get(i).machine()
                    + ". Shares of one fork each say nothing of speed, and what the single flame"
                    + " graphs cannot show is not in their difference.",
                graphs));
      }
    }
    return all;
  }

  /// The profiles of a run. Of a damaged index the report speaks already.
  private static List<Profile> profiles(Source source) {
    try {
      return Profiles.index(source).profiles();
    } catch (Unusable e) {
      return List.of();
    }
  }

  private List<Graph> to(Source other, String number) throws IOException {
    List<Graph> graphs = new ArrayList<>();
    for (var profile : profiles(other)) {
      var before = counterpart(profile);
      if (before.isPresent()) {
        graphs.add(graph(before.get(), other, profile, number));
      }
    }
    return graphs;
  }

  private Optional<Profile> counterpart(Profile profile) {
    return profile.file() == null
        ? Optional.empty()
        : baseline.stream()
            .filter(before -> before.file() != null)
            .filter(before -> before.cell().equals(profile.cell()))
            .filter(before -> before.kind() == profile.kind())
            .findFirst();
  }

  private Graph graph(Profile before, Source other, Profile after, String number)
      throws IOException {
    var label = after.cell() + ", " + after.kind().label();
    if (before.profiler() != after.profiler()) {
      return new Graph(
          label,
          null,
          before.profiler().label() + " and " + after.profiler().label() + " see different stacks");
    }
    var first = ProfileIndex.page(Profiles.folder(base), before);
    var second = ProfileIndex.page(Profiles.folder(other), after);
    if (first.isEmpty() || second.isEmpty()) {
      return new Graph(label, null, "a flame graph is not where the index says");
    }
    var name =
        ProfileIndex.fileName(after.cell(), after.kind())
            .replaceFirst("^" + ProfileIndex.FOLDER, FOLDER)
            .replaceFirst("\\.html$", ENDING + number + ".html");
    try {
      FlamePage.writeDifference(
          first.get(),
          second.get(),
          report.place(name),
          label + ": " + other.machine() + " against " + base.machine());
    } catch (FlamePage.NoFlameGraphException e) {
      return new Graph(label, null, String.valueOf(e.getMessage()));
    }
    report.wrote(name);
    return new Graph(
        label, name, Profiles.stacks(before.samples()) + " before, " + after.samples() + " after");
  }
}
