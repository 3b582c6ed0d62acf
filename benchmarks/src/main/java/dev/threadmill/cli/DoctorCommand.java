package dev.threadmill.cli;

import dev.threadmill.machine.Doctor;
import dev.threadmill.machine.Doctor.Diagnosis;
import dev.threadmill.machine.MachineChecks.Fitness;
import dev.threadmill.machine.MachineChecks.Observation;
import dev.threadmill.results.RunLock;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description =
        "Checks in half a minute whether this machine is fit to measure on, and says what to"
            + " change.")
final class DoctorCommand extends Subcommand {
  @Option(
      names = "--format",
      paramLabel = "NAME",
      completionCandidates = Format.TextOrJson.class,
      description = "text or json (text).")
  Format format = Format.TEXT;

  @Override
  public Integer call() throws Exception {
    format.requireOneOf("doctor", Format.TEXT, Format.JSON);
    var out = out();
    Diagnosis diagnosis;
    try (var lock = RunLock.take()) {
      diagnosis =
          Doctor.here()
              .examine((step, done, total) -> show("[%s/%s] %s".formatted(done, total, step)));
    }
    show("");
    if (format == Format.JSON) {
      out.print(Format.json(diagnosis));
    } else {
      print(diagnosis, out);
    }
    return diagnosis.worst() == Fitness.BAD ? Threadmill.UNUSABLE : 0;
  }

  private void show(String step) {
    if (Terminal.isThere()) {
      var err = err();
      err.control(LiveLine.ERASE);
      err.print(step);
      err.flush();
    }
  }

  private static void print(Diagnosis diagnosis, PlainWriter out) {
    var page = PageWriter.toTerminal(out);
    var findings = diagnosis.findings();
    int longest = findings.stream().mapToInt(any -> any.check().length()).max().orElse(0);
    for (Observation finding : findings) {
      var level = finding.level().name();
      var word = level.equals("BAD") ? level : level.toLowerCase(Locale.ROOT);
      var head = "%-7s  %-" + longest + "s  ";
      page.wrapped(head.formatted(word, finding.check()), finding.found());
      if (finding.advice() != null) {
        page.wrapped(head.formatted("", ""), "-> " + finding.advice());
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
}
