package dev.threadmill.cli;

import dev.threadmill.lane.Toolchain;
import dev.threadmill.questions.Lane;
import picocli.CommandLine.Command;

@Command(
    name = "lanes",
    description =
        "Lists the other runtimes that can be measured beside the JVM: what each is built with"
            + " here, or what is missing.")
final class LanesCommand extends Subcommand {
  @Override
  public Integer call() {
    var page = PageWriter.toTerminal(out());
    for (var lane : Lane.values()) {
      var toolchain = Toolchain.of(lane);
      boolean isReady = toolchain.version() != null;
      var head = "%-9s  %-7s  ".formatted(lane.id(), isReady ? "ready" : "missing");
      page.wrapped(
          head,
          isReady
              ? String.valueOf(toolchain.version())
              : toolchain.missing() + ": " + toolchain.remedy());
    }
    return 0;
  }
}
