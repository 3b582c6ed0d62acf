package dev.threadmill.cli;

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

  PlainWriter out() {
    return new PlainWriter(spec.commandLine().getOut());
  }

  PlainWriter err() {
    return new PlainWriter(spec.commandLine().getErr());
  }
}
