package dev.threadmill.machine;

import org.jspecify.annotations.Nullable;

/// All that the [Doctor] has gathered before it judges.
///
/// @param fingerprint which machine it is
/// @param memory how much memory is free, and how much is swapped out
/// @param timer how fine the clock of the JVM is
/// @param quiet what happened while we did nothing
/// @param whole what happened from the first to the last moment
/// @param noise by how much equal measurements differed
/// @param others what else runs here; null when unknown
record Exam(
    Fingerprint fingerprint,
    MemoryState memory,
    TimerGrain timer,
    HostActivity quiet,
    HostActivity whole,
    NoiseFloor noise,
    @Nullable OtherPrograms others) {

  /// How the memory is used at the moment; what is null is unknown.
  record MemoryState(@Nullable Long availableBytes, @Nullable Long swappedBytes) {
    static MemoryState of(Host host) {
      var total = OperatingSystem.memory(host, "SwapTotal");
      var free = OperatingSystem.memory(host, "SwapFree");
      return new MemoryState(
          OperatingSystem.memory(host, "MemAvailable"),
          total == null || free == null ? null : total - free);
    }
  }
}
