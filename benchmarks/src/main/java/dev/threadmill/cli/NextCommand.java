package dev.threadmill.cli;

import dev.threadmill.machine.Redaction;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.RunFolder;
import dev.threadmill.runner.Session;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The command that is worth typing after a run, and why.
///
/// Rounds are never added to a run that has ended: whether to continue would depend on its results,
/// and its intervals would no longer hold. A longer run is a new run.
final class NextCommand {
  private static final String BUDGET = "--budget";

  private NextCommand() {}

  static String after(RunFolder folder, Session.End end, boolean undecided, boolean hasReport) {
    var run = folder.path().toString();
    if (end == Session.End.STOPPED) {
      return "To continue:  " + jar("run", "--resume", run);
    }
    if (!hasReport) {
      return "To see everything:  " + jar("report", run);
    }
    var manifest = folder.manifest();
    boolean told = manifest.command().stream().noneMatch(word -> word.contains(Redaction.WITHHELD));
    if (undecided && told && end == Session.End.OUT_OF_BUDGET) {
      var again =
          new ArrayList<>(
              manifest.command().isEmpty()
                  ? List.of("run")
                  : ShortCommand.without(manifest.command(), Set.of(BUDGET)));
      again.addAll(List.of(BUDGET, 2 * manifest.limits().budgetSeconds() + "s"));
      return "To decide more, in twice the time:  " + jar(again.toArray(String[]::new));
    }
    return ProfileIndex.read(folder).profiles().isEmpty()
        ? "To see why, in flame graphs:  " + jar("run", "--resume", run, "--profile")
        : "To see whether it holds, run it again and:  " + jar("compare", run, "NEW");
  }

  private static String jar(String... words) {
    List<String> command = new ArrayList<>(List.of("java", "-jar", jar()));
    command.addAll(List.of(words));
    return ShortCommand.typed(command);
  }

  private static String jar() {
    try {
      var jar =
          Path.of(NextCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var here = Path.of("").toAbsolutePath();
      return (jar.startsWith(here) ? here.relativize(jar) : jar).toString();
    } catch (URISyntaxException e) {
      return "benchmarks.jar";
    }
  }
}
