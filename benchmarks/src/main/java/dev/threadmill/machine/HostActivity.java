package dev.threadmill.machine;

import org.jspecify.annotations.Nullable;

/// The activity of a machine beside a measurement, over a stretch of time. What is null is unknown.
///
/// *Usable* CPUs are those that this process may use. Where a container sees the counters of the
/// whole machine, only what others do on the usable ones counts.
///
/// @param wallSeconds how long it was
/// @param stealShare the share of all time of the usable CPUs that the hypervisor took away, 0 to 1
/// @param othersCpuSeconds CPU time on usable CPUs of all but this process and its children, these
///     as far as they have ended
/// @param throttledPeriods how often a quota of CPU time stopped this control group
/// @param cpuPressureSeconds for how long some task waited for a CPU; ours count too
/// @param megahertzBefore mean clock speed of the usable CPUs at the start
/// @param thermalThrottles how often a usable core slowed down because of heat
public record HostActivity(
    double wallSeconds,
    @Nullable Integer usableCpus,
    @Nullable Double stealShare,
    @Nullable Double othersCpuSeconds,
    @Nullable Long throttledPeriods,
    @Nullable Double throttledSeconds,
    @Nullable Double cpuPressureSeconds,
    @Nullable Double megahertzBefore,
    @Nullable Double megahertzAfter,
    @Nullable Long thermalThrottles,
    @Nullable Long pagesSwappedIn,
    @Nullable Long pagesSwappedOut) {
  /// How many CPUs others kept busy on average; null when unknown.
  public @Nullable Double othersCpus() {
    return perWall(othersCpuSeconds);
  }

  /// A part of the time, as a share of it; null when unknown.
  public @Nullable Double perWall(@Nullable Double seconds) {
    return seconds == null || wallSeconds <= 0 ? null : seconds / wallSeconds;
  }
}
