package dev.threadmill.cli;

import dev.threadmill.machine.Doctor;
import dev.threadmill.machine.Doctor.Diagnosis;
import dev.threadmill.machine.MachineChecks.Fitness;
import dev.threadmill.machine.MachineChecks.Observation;
import dev.threadmill.runner.RunLock;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description =
        "Checks in half a minute whether this machine is fit to measure on, and says what to"
            + " change.")
final class DoctorCommand extends Subcommand {
  @Option(names = "--format", paramLabel = "NAME", description = "text or json (text).")
  Format format = Format.TEXT;

  @Override
  public Integer call() throws Exception {
    format.requireOneOf("doctor", Format.TEXT, Format.JSON);
    var out = out();
    PrintWriter err = spec.commandLine().getErr();
    boolean live = LiveLine.isTerminal();
    Diagnosis diagnosis;
    try (var lock = RunLock.take()) {
      diagnosis =
          Doctor.here()
              .examine(
                  (step, done, total) -> {
                    if (live) {
                      err.print(LiveLine.ERASE + "[" + done + "/" + total + "] " + step);
                      err.flush();
                    }
                  });
    }
    if (live) {
      err.print(LiveLine.ERASE);
      err.flush();
    }
    if (format == Format.JSON) {
      out.println(Format.json(diagnosis));
    } else {
      print(diagnosis, out);
    }
    return diagnosis.worst() == Fitness.BAD ? Threadmill.UNUSABLE : 0;
  }

  private static void print(Diagnosis diagnosis, PrintWriter out) {
    for (Observation finding : diagnosis.findings()) {
      out.printf("%-7s  %-18s  %s%n", word(finding.level()), finding.check(), finding.found());
      if (finding.advice() != null) {
        out.printf("%-7s  %-18s  -> %s%n", "", "", finding.advice());
      }
    }
    out.println();
    out.println(
        switch (diagnosis.worst()) {
          case BAD -> "This machine is not fit to measure on.";
          case WARN -> "Fit for ratios within a run. Read the warnings before you quote times.";
          case FINE, UNKNOWN -> "Fit, as far as this machine can tell.";
        });
  }

  private static String word(Fitness level) {
    return switch (level) {
      case FINE -> "fine";
      case WARN -> "warn";
      case BAD -> "BAD";
      case UNKNOWN -> "unknown";
    };
  }
}
