package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.compare.Side.Trait;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.OperatingSystem;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fingerprint of a run as a list of traits, in the order in which they are printed.
final class Traits {
  private static final int HASH_SHOWN = 12;

  private Traits() {}

  static List<Trait> of(Run run) {
    List<Trait> traits = new ArrayList<>();
    RunManifest manifest = run.manifest();
    traits.add(new Trait("machine", Factor.MACHINE, known(manifest, RunManifest::machine)));
    addMachine(traits, manifest == null ? null : manifest.fingerprint());
    traits.add(new Trait("jar", Factor.CODE, jar(run)));
    traits.add(new Trait("commit", null, known(manifest, m -> named(m.suite().commit()))));
    traits.add(new Trait("JDK", Factor.JDK, ofForks(run, Conditions::jdk)));
    traits.add(new Trait("JVM arguments", Factor.FLAGS, ofForks(run, Traits::arguments)));
    traits.add(new Trait("shape", null, ofForks(run, Conditions::shape)));
    traits.add(new Trait("JMH", null, ofForks(run, Setting::jmhVersion)));
    return traits;
  }

  private static void addMachine(List<Trait> traits, @Nullable Fingerprint print) {
    add(traits, "processor", Factor.MACHINE, known(print, p -> p.processor().model()));
    add(traits, "architecture", Factor.MACHINE, known(print, p -> p.processor().architecture()));
    add(traits, "sockets", Factor.MACHINE, known(print, p -> p.processor().sockets()));
    add(traits, "cores", Factor.MACHINE, known(print, p -> p.processor().cores()));
    add(traits, "hardware threads", Factor.MACHINE, known(print, p -> p.processor().threads()));
    add(traits, "SMT", Factor.MACHINE, known(print, p -> p.processor().smt()));
    add(traits, "usable CPUs", Factor.MACHINE, usableCpus(print));
    add(traits, "CPU quota", Factor.MACHINE, quota(print));
    add(traits, "hypervisor", Factor.MACHINE, known(print, p -> p.surroundings().hypervisor()));
    add(traits, "memory", null, known(print, p -> gigabytes(p.system().memoryBytes())));
    add(traits, "container", null, known(print, p -> p.surroundings().container()));
    add(traits, "system", null, known(print, p -> p.system().name()));
    add(traits, "distribution", null, known(print, p -> p.system().distribution()));
    add(traits, "kernel", null, known(print, p -> p.system().kernel()));
    add(traits, "mitigations", null, known(print, p -> mitigations(p.system())));
    add(traits, "huge pages", null, known(print, p -> p.system().hugePages()));
    add(traits, "clock source", null, known(print, p -> p.system().clockSource()));
    add(traits, "governor", null, known(print, p -> p.processor().governor()));
    add(traits, "turbo", null, known(print, p -> p.processor().turbo()));
    add(traits, "microcode", null, known(print, p -> p.processor().microcode()));
    add(traits, "JVM options of the environment", Factor.FLAGS, known(print, Traits::options));
  }

  private static void add(
      List<Trait> traits, String name, @Nullable Factor factor, @Nullable Object value) {
    traits.add(new Trait(name, factor, value == null ? null : value.toString()));
  }

  private static <T, R> @Nullable R known(@Nullable T of, Function<T, @Nullable R> trait) {
    return of == null ? null : trait.apply(of);
  }

  /// The hash of the jar; null where it was not built into one.
  private static @Nullable String jar(Run run) {
    String jar = known(run.manifest(), m -> named(m.suite().jar()));
    return jar == null ? null : jar.substring(0, Math.min(HASH_SHOWN, jar.length()));
  }

  private static @Nullable String named(String text) {
    return text.equals("unknown") ? null : text;
  }

  static @Nullable Integer usableCpus(@Nullable Fingerprint print) {
    int size = print == null ? 0 : print.processor().topology().size();
    return size == 0 ? null : (Integer) size;
  }

  private static @Nullable String quota(@Nullable Fingerprint print) {
    if (print == null || print.limits().cpuLimited() == null) {
      return null;
    }
    Double quota = print.limits().cpuQuota();
    return quota == null ? "none" : String.format(Locale.ROOT, "%.3g CPUs", quota);
  }

  private static @Nullable String gigabytes(@Nullable Long bytes) {
    return bytes == null ? null : String.format(Locale.ROOT, "%.3g GiB", bytes / 0x1p30);
  }

  /// What the kernel does against flaws of the processor; those that it has not cost nothing.
  private static String mitigations(OperatingSystem system) {
    String words =
        system.mitigations().entrySet().stream()
            .filter(entry -> !entry.getValue().equals("Not affected"))
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("; "));
    return words.isEmpty() ? "none" : words;
  }

  private static String options(Fingerprint print) {
    return print.jvmOptions().isEmpty()
        ? "none"
        : print.jvmOptions().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + String.join(" ", entry.getValue()))
            .collect(Collectors.joining("; "));
  }

  private static String arguments(Setting setting) {
    var arguments = Conditions.arguments(setting);
    return arguments.isEmpty() ? "none" : String.join(" ", arguments);
  }

  /// What the forks of a run had, each value once.
  private static @Nullable String ofForks(Run run, Function<Setting, String> trait) {
    String values =
        run.forks().stream()
            .filter(ForkRecord::isOk)
            .map(ForkRecord::setting)
            .filter(Objects::nonNull)
            .map(trait)
            .distinct()
            .sorted()
            .collect(Collectors.joining(" | "));
    return values.isEmpty() ? null : values;
  }
}
