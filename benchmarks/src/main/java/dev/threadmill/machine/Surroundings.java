package dev.threadmill.machine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The surroundings of the system: hardware, a hypervisor, a container. What is null is
/// unknown.
///
/// @param product what its maker calls it; on a cloud this is often the type of instance
/// @param hypervisor `none`, its name, or `unnamed` when there is one that does not say; `qemu`
///     alone is QEMU that emulates the processor
/// @param container `none`, or the kind of container
public record Surroundings(
    @Nullable String product, @Nullable String hypervisor, @Nullable String container) {
  private static final String DMI = "sys/class/dmi/id/";

  /// The hypervisor that is none: QEMU, when it has no help from the processor.
  private static final String EMULATOR = "qemu";

  /// What makers of virtual hardware write into its tables, and what it means.
  private static final Map<String, String> VIRTUAL_VENDORS =
      Map.of(
          "qemu", "kvm",
          "kvm", "kvm",
          "vmware", "vmware",
          "innotek", "virtualbox",
          "virtualbox", "virtualbox",
          "xen", "xen",
          "virtual machine", "hyper-v",
          "google compute engine", "kvm",
          "parallels", "parallels",
          "bhyve", "bhyve");

  /// The clock sources of hypervisors, by the first part of their names.
  private static final Map<String, String> CLOCKS =
      Map.of("kvm-clock", "kvm", "hyperv", "hyper-v", "xen", "xen");

  private static final List<String> CONTAINERS =
      List.of("kubepods", "docker", "libpod", "containerd", "lxc", "garden");

  static Surroundings of(Host host) {
    var product =
        Stream.of(
                host.text(DMI + "product_name"),
                host.told("hw.model"),
                host.told("Win32_ComputerSystem.Model"))
            .filter(Objects::nonNull)
            .findFirst();
    return new Surroundings(product.orElse(null), hypervisor(host), container(host));
  }

  private static @Nullable String hypervisor(Host host) {
    var flags = host.value("proc/cpuinfo", "flags");
    boolean flagged = flags != null && List.of(flags.split("\\s+")).contains("hypervisor");
    // Windows runs on a hypervisor of its own where it uses one: its maker tells the two apart.
    boolean none =
        flags != null && !flagged
            || "0".equals(host.told("kern.hv_vmm_present"))
            || "False".equals(host.told("Win32_ComputerSystem.HypervisorPresent"));
    if (none) {
      return "none";
    }
    flagged |= "1".equals(host.told("kern.hv_vmm_present"));
    var type = host.text("sys/hypervisor/type");
    if (type != null) {
      return type;
    }
    var clocks = host.text(OperatingSystem.CLOCK_SOURCES + "available_clocksource");
    var clock =
        Stream.of(String.valueOf(clocks).split("[\\s_]+"))
            .map(CLOCKS::get)
            .filter(Objects::nonNull)
            .findFirst();
    if (clock.isEmpty() && flagged && clocks != null && made(host).contains(EMULATOR)) {
      return EMULATOR; // on x86, KVM offers its guests a clock, and QEMU alone has none
    }
    var name = clock.orElseGet(() -> hypervisorName(host));
    // Processors without such a flag, as Arm's, leave it open.
    return name == null && flagged ? "unnamed" : name;
  }

  private static @Nullable String hypervisorName(Host host) {
    var made = made(host);
    var vendors = VIRTUAL_VENDORS.keySet().stream().filter(made::contains);
    return vendors.map(VIRTUAL_VENDORS::get).sorted().findFirst().orElse(null);
  }

  /// What the tables of the hardware say of its maker, in lower case.
  private static String made(Host host) {
    return Stream.concat(
            Stream.of("sys_vendor", "product_name", "bios_vendor")
                .map(file -> host.text(DMI + file)),
            Stream.of("Manufacturer", "Model")
                .map(part -> host.told("Win32_ComputerSystem." + part)))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "))
        .toLowerCase(Locale.ROOT);
  }

  /// Whether software does the work of the processor, so that no time says anything; null when
  /// unknown.
  public @Nullable Boolean emulated() {
    return hypervisor == null ? null : hypervisor.equals(EMULATOR);
  }

  private static @Nullable String container(Host host) {
    if (host.environment().containsKey("KUBERNETES_SERVICE_HOST")) {
      return "kubernetes";
    }
    var mounts = host.lines("proc/self/mountinfo");
    // Nothing, where it is not known whether they count.
    boolean marked = !mounts.isEmpty() && !isOnOwnDisk(mounts);
    if (marked && host.has(".dockerenv")) {
      return "docker";
    }
    if (marked && host.has("run/.containerenv")) {
      return "podman";
    }
    var systemd = host.text("run/systemd/container");
    if (systemd != null && !systemd.isEmpty()) {
      return systemd;
    }
    var groups = host.text("proc/self/cgroup");
    if (groups == null) {
      return null;
    }
    return CONTAINERS.stream()
        .filter(groups::contains)
        .findFirst()
        .map(name -> name.equals("kubepods") ? "kubernetes" : name)
        .orElse("none");
  }

  /// Whether the root is a disk, as in a virtual machine that was made from the image of a
  /// container and still has the marks of one.
  private static boolean isOnOwnDisk(List<String> mounts) {
    var root = "\\d+ \\d+ \\S+ / / .* - \\S+ /dev/(?!mapper/).*";
    return mounts.stream().anyMatch(line -> line.matches(root));
  }
}
