package dev.threadmill.report.findings;

import dev.threadmill.report.Html;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.results.Cell;
import dev.threadmill.results.FlamePage;
import dev.threadmill.results.Profile;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileKind;
import dev.threadmill.results.RunFolder;
import dev.threadmill.stats.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The share of a profile in which a frame is on the stack, with a link to the flame graph.
final class ProfileFigure {
  private ProfileFigure() {}

  static String of(Placeholder placeholder, QuotedRun run, Path document) {
    placeholder.takes(1, true, Placeholder.RUN, Placeholder.PROFILE, Placeholder.FRAME);
    var cell = new CellSearch(placeholder, run).one();
    var frame = placeholder.need(Placeholder.FRAME);
    if (!Files.isDirectory(run.folder())) {
      throw placeholder.fault("asks for a profile of a JMH file, which has none");
    }
    try {
      var page = page(placeholder, run, cell);
      double share = share(FlamePage.stacks(page), frame);
      if (share == 0 && !isAnywhere(run, frame)) {
        throw placeholder.fault("finds no frame " + frame + " in any profile of this run");
      }
      var words = Figures.percent(share);
      return Html.url(document, page).map(url -> "[" + words + "](" + url + ")").orElse(words);
    } catch (IOException e) {
      throw placeholder.fault("cannot read a flame graph: " + e.getMessage());
    }
  }

  private static Path page(Placeholder placeholder, QuotedRun run, Cell cell) throws IOException {
    var kind = kind(placeholder);
    var folder = RunFolder.open(run.folder());
    for (var profile : ProfileIndex.read(folder).profiles()) {
      if (profile.cell().equals(cell.id()) && profile.kind() == kind && profile.file() != null) {
        return ProfileIndex.page(folder, profile)
            .orElseThrow(() -> placeholder.fault("names a flame graph that is gone"));
      }
    }
    throw placeholder.fault("finds no " + kind.label() + " profile of " + cell.id());
  }

  private static ProfileKind kind(Placeholder placeholder) {
    var label = placeholder.options().getOrDefault(Placeholder.PROFILE, ProfileKind.CPU.label());
    var known = Arrays.stream(ProfileKind.values()).map(ProfileKind::label).toList();
    return Arrays.stream(ProfileKind.values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                placeholder.fault(
                    "has no profile="
                        + label
                        + ": there are "
                        + String.join(", ", known)
                        + Nearest.to(label, known)));
  }

  private static double share(List<String> stacks, String frame) {
    long all = 0;
    long with = 0;
    for (var stack : stacks) {
      long weight = FlamePage.weight(stack);
      all += weight;
      with += isOn(stack.substring(0, stack.lastIndexOf(' ')), frame) ? weight : 0;
    }
    return all == 0 ? 0 : (double) with / all;
  }

  /// A frame is named by its end, as `Thread.start0`, or by all of it.
  private static boolean isOn(String stack, String frame) {
    return Arrays.stream(stack.split(";"))
        .map(name -> name.replaceFirst("_\\[[a-z0-9]+\\]$", ""))
        .anyMatch(name -> name.equals(frame) || name.endsWith("." + frame));
  }

  /// A frame that one profile lacks is a finding; one that all lack is a slip of the pen.
  private static boolean isAnywhere(QuotedRun run, String frame) throws IOException {
    var folder = RunFolder.open(run.folder());
    List<Path> pages = new ArrayList<>();
    for (Profile profile : ProfileIndex.read(folder).profiles()) {
      ProfileIndex.page(folder, profile).ifPresent(pages::add);
    }
    for (var page : pages) {
      if (share(FlamePage.stacks(page), frame) > 0) {
        return true;
      }
    }
    return false;
  }
}
