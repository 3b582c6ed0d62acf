package dev.threadmill.cli;

import dev.threadmill.results.Run;
import dev.threadmill.results.RunReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command of ours, which gives its exit code.
abstract class Subcommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;

  /// Reads a run that the user named, and says what of it is damaged and not used.
  Run read(Path path) {
    var run = RunReader.read(path);
    warn(run);
    return run;
  }

  void warn(Run run) {
    run.damage().forEach(sentence -> err().complain(run.origin() + ": " + sentence));
  }

  PlainWriter out() {
    return new PlainWriter(spec.commandLine().getOut());
  }

  PlainWriter err() {
    return new PlainWriter(spec.commandLine().getErr());
  }
}
