package dev.threadmill.machine;

import org.jspecify.annotations.Nullable;

/// How much of the machine this process may use. What is null is unknown.
///
/// @param usableCpus the list of CPUs that it may use, as the kernel writes it
/// @param cpuLimited whether its CPU time has a quota
/// @param cpuQuota how many CPUs the quota is worth; null also when there is none
/// @param memoryLimited whether its memory has a limit below that of the machine
/// @param memoryLimitBytes that limit; null also when there is none
public record Limits(
    @Nullable String usableCpus,
    @Nullable Boolean cpuLimited,
    @Nullable Double cpuQuota,
    @Nullable Boolean memoryLimited,
    @Nullable Long memoryLimitBytes) {

  static Limits of(Host host) {
    var cpu = Cgroup.of(host, "cpu");
    var quota = cpu == null ? null : cpu.cpuQuota(host);
    var memory = Cgroup.of(host, "memory");
    var limit = memory == null ? null : memory.memoryLimit(host);
    return new Limits(
        host.value("proc/self/status", "Cpus_allowed_list"),
        cpu == null ? null : quota != null,
        quota,
        memory == null ? null : limit != null,
        limit);
  }
}
