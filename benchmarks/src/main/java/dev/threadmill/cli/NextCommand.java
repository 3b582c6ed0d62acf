package dev.threadmill.cli;

import dev.threadmill.machine.Redaction;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.ResumedPlan;
import dev.threadmill.runner.Session.End;
import dev.threadmill.runner.ThisJar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The command that is worth typing after a run, and what for.
///
/// Rounds are never added to a run that has ended: whether to continue would depend on its results,
/// and its intervals would no longer hold. A longer run is a new run.
///
/// @param words without those that start this program
record NextCommand(String purpose, List<String> words) {
  static final String BUDGET = "--budget";
  static final String RESUME = "--resume";
  static final String TRUST = "--trust";
  static final String PROFILE = "--profile";
  static final String NO_REPORT = "--no-report";

  /// The one that continues a run, and then does what was to be done after it.
  static NextCommand resuming(RunFolder folder, boolean profile, boolean noReport) {
    var words = resume(folder);
    words.addAll(profile ? List.of(PROFILE) : List.of());
    words.addAll(noReport ? List.of(NO_REPORT) : List.of());
    return new NextCommand("To continue", words);
  }

  /// @param open whether a question has no verdict
  static NextCommand after(RunFolder folder, End end, boolean open, boolean hasReport) {
    var run = folder.path().toString();
    if (!hasReport) {
      return new NextCommand("To see everything", List.of("report", run));
    }
    var manifest = folder.manifest();
    boolean told = manifest.command().stream().noneMatch(word -> word.contains(Redaction.WITHHELD));
    if (open && told && end == End.OUT_OF_BUDGET) {
      var again = ShortCommand.without(manifest.command(), Set.of(BUDGET));
      if (again.isEmpty()) {
        again.add("run");
      }
      again.addAll(List.of(BUDGET, 2 * manifest.limits().budgetSeconds() + "s"));
      return new NextCommand("To decide more, in twice the time", again);
    }
    return ProfileIndex.read(folder).profiles().isEmpty()
        ? profiling(folder)
        : new NextCommand(
            "To see whether it holds, run it again and", List.of("compare", run, "NEW"));
  }

  private static NextCommand profiling(RunFolder folder) {
    var words = resume(folder);
    words.add(PROFILE);
    return new NextCommand("To see why, in flame graphs", words);
  }

  /// Its plan is the user's own, who knows what it starts.
  private static List<String> resume(RunFolder folder) {
    List<String> words = new ArrayList<>(List.of("run", RESUME, folder.path().toString()));
    try {
      if (!ResumedPlan.of(folder).isKnown()) {
        words.add(TRUST);
      }
    } catch (Unusable e) {
      // It cannot go on in any way, and will say why.
    }
    return words;
  }

  void print(PageWriter page) {
    page.line(purpose + ":");
    page.command(ThisJar.command(words));
  }
}
