package dev.threadmill.report;

import dev.threadmill.machine.Fingerprint;
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

/// What is known of the machine of a run, as far as it affects speed. What is unknown is left out.
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
      double apart = source.run().cpusApart();
      own.add(
          "Core-to-core latency",
          apart > 0 ? Figures.number(apart) + " ns a round trip, on average over the run" : null);
      own.system(fingerprint);
      for (var jdk : fingerprint.jdks().values()) {
        own.add("JDK", joined(jdk.build(), jdk.vendor(), jdk.vmName()));
      }
    }
    return new Machine(source.machine(), own.facts);
  }

  private void hardware(Fingerprint fingerprint) {
    var processor = fingerprint.processor();
    add("Processor", Objects.requireNonNullElse(processor.model(), processor.architecture()));
    add(
        "Processors",
        joined(
            count(processor.sockets(), "socket"),
            count(processor.cores(), "core"),
            count(processor.threads(), "hardware thread"),
            processor.topology().known() ? processor.topology().size() + " usable" : null));
    add("Governor", processor.governor());
    add("Turbo", processor.turbo() == null ? null : processor.turbo() ? "on" : "off");
    add("Memory", bytes(fingerprint.system().memoryBytes()));
    var ruler = fingerprint.ruler();
    if (ruler != null) {
      add(
          "Ruler",
          "%s million steps/s alone; %s/s copied by %s threads"
              .formatted(
                  Figures.number(ruler.spinStepsPerSecond() / 1e6),
                  Readable.bytes(ruler.copyBytesPerSecond()),
                  String.valueOf(ruler.threads())));
    }
  }

  private void system(Fingerprint fingerprint) {
    var system = fingerprint.system();
    var around = fingerprint.surroundings();
    var limits = fingerprint.limits();
    add("System", joined(system.distribution(), system.name(), system.kernel()));
    add("Instance", around.product());
    add("Hypervisor", around.hypervisor());
    add("Container", around.container());
    var quota = limits.cpuQuota();
    add("CPU quota", quota == null ? null : Figures.number(quota) + " CPUs");
    add("Memory limit", bytes(limits.memoryLimitBytes()));
    add("Clock source", system.clockSource());
    add("Huge pages", system.hugePages());
  }

  private static @Nullable String count(@Nullable Integer count, String noun) {
    return count == null ? null : count + " " + noun + (count == 1 ? "" : "s");
  }

  private static @Nullable String bytes(@Nullable Long bytes) {
    return bytes == null ? null : Readable.bytes(bytes);
  }

  private static String joined(@Nullable String... parts) {
    return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(", "));
  }

  private void add(String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.add(new Fact(name, value));
    }
  }
}
