package dev.threadmill.report;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.report.ReportModel.Fact;
import dev.threadmill.report.ReportModel.Machine;
import dev.threadmill.report.table.Source;
import dev.threadmill.stats.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of the machine of a run, as far as it bears on speed. What is unknown is left out.
public final class MachineFacts {
  private final List<Fact> facts = new ArrayList<>();

  private MachineFacts() {}

  public static Machine of(Source source) {
    var manifest = source.run().manifest();
    var fingerprint = manifest == null ? null : manifest.fingerprint();
    var own = new MachineFacts();
    if (fingerprint == null) {
      own.add("Machine", "unknown: the run does not tell");
      own.add("JDK", String.join(", ", source.jdks()));
    } else {
      own.hardware(fingerprint);
      own.cpusApart(source.run().cpusApart());
      own.system(fingerprint);
      fingerprint.jdks().values().forEach(own::jdk);
    }
    return new Machine(source.machine(), own.facts);
  }

  private void hardware(Fingerprint fingerprint) {
    var processor = fingerprint.processor();
    add("Processor", Objects.requireNonNullElse(processor.model(), processor.architecture()));
    add(
        "Processors",
        Stream.of(
                count(processor.sockets(), "socket"),
                count(processor.cores(), "core"),
                count(processor.threads(), "hardware thread"),
                processor.topology().known() ? processor.topology().size() + " usable" : null)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", ")));
    add("Governor", processor.governor());
    add("Turbo", processor.turbo() == null ? null : processor.turbo() ? "on" : "off");
    var memory = fingerprint.system().memoryBytes();
    add("Memory", memory == null ? null : Readable.bytes(memory));
    var ruler = fingerprint.ruler();
    if (ruler != null) {
      add(
          "Ruler",
          Figures.number(ruler.spinStepsPerSecond() / 1e6)
              + " million steps/s alone; "
              + Readable.bytes(ruler.copyBytesPerSecond())
              + "/s copied by "
              + ruler.threads()
              + " threads");
    }
  }

  private void cpusApart(double nanos) {
    add(
        "CPUs apart",
        nanos > 0
            ? Figures.number(nanos) + " ns for a cache line there and back, on average"
            : null);
  }

  private void system(Fingerprint fingerprint) {
    var system = fingerprint.system();
    add(
        "System",
        Stream.of(system.distribution(), system.name(), system.kernel())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", ")));
    var around = fingerprint.surroundings();
    add("Instance", around.product());
    add("Hypervisor", around.hypervisor());
    add("Container", around.container());
    var quota = fingerprint.limits().cpuQuota();
    add("CPU quota", quota == null ? null : Figures.number(quota) + " CPUs");
    var limit = fingerprint.limits().memoryLimitBytes();
    add("Memory limit", limit == null ? null : Readable.bytes(limit));
    add("Clock source", system.clockSource());
    add("Huge pages", system.hugePages());
  }

  private void jdk(JdkFacts jdk) {
    add(
        "JDK",
        Stream.of(jdk.build(), jdk.vendor(), jdk.vmName())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", ")));
  }

  private static @Nullable String count(@Nullable Integer count, String noun) {
    return count == null ? null : count + " " + noun + (count == 1 ? "" : "s");
  }

  private void add(String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.add(new Fact(name, value));
    }
  }
}
