package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;

/// The kind of a profile: the question that its flame graph answers.
public enum ProfileKind {
  /// On what the CPUs spent their time.
  ///
  /// A recording that has samples by CPU time and by the clock would count everything twice.
  @JsonProperty("cpu")
  CPU("cpu", "samples of CPU time", Set.of("jdk.CPUTimeSample"), Set.of("jdk.ExecutionSample")),

  @JsonProperty("allocation")
  ALLOCATION(
      "allocation",
      "bytes allocated",
      Set.of("jdk.ObjectAllocationSample"),
      Set.of("jdk.ObjectAllocationInNewTLAB", "jdk.ObjectAllocationOutsideTLAB")),

  /// Where threads waited for monitors or were parked, as the JVM itself reports it.
  @JsonProperty("locks")
  LOCKS("locks", "nanoseconds waited", Set.of("jdk.JavaMonitorEnter", "jdk.ThreadPark")),

  /// Where threads of both kinds were parked, from traced methods.
  @JsonProperty("parks")
  PARKS("parks", "nanoseconds parked", Set.of("jdk.MethodTrace")),

  /// Where a virtual thread waited and kept its carrier.
  @JsonProperty("pinned")
  PINNED("pinned", "nanoseconds pinned", Set.of("jdk.VirtualThreadPinned"));

  private final String label;
  private final String unit;
  private final List<Set<String>> sources;

  @SafeVarargs
  @SuppressWarnings("varargs") // the sets are only kept
  ProfileKind(String label, String unit, Set<String>... sources) {
    this.label = label;
    this.unit = unit;
    this.sources = List.of(sources);
  }

  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  /// Sets of events that each tell all of it, the better first; only one of them may count.
  List<Set<String>> sources() {
    return sources;
  }
}
