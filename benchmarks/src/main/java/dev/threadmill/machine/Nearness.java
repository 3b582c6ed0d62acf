package dev.threadmill.machine;

import dev.threadmill.machine.CpuTopology.Cpu;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The nearest thing that two CPUs share, the nearest first: the way of a cache line between them
/// is as long as it makes it.
public enum Nearness {
  SAME_CORE("a core"),
  SAME_CACHE("a last-level cache"),
  SAME_DIE("a die"),
  SAME_NODE("a NUMA node"),
  SAME_SOCKET("a socket"),
  APART("no socket or node"),
  /// The system does not say what they share.
  UNKNOWN("what is not visible");

  private final String shared;

  Nearness(String shared) {
    this.shared = shared;
  }

  /// What they share, in words.
  public String shared() {
    return shared;
  }

  /// @param nodesHoldSockets whether nodes have several sockets, which then say nothing
  static Nearness of(Cpu one, Cpu other, boolean nodesHoldSockets) {
    if (same(one.core(), other.core())) {
      return SAME_CORE;
    } else if (same(one.cache(), other.cache())) {
      return SAME_CACHE;
    } else if (same(one.die(), other.die())) {
      return SAME_DIE;
    } else if (!nodesHoldSockets && differ(one.socket(), other.socket())) {
      // One node may span all sockets, where the firmware was told to hide them.
      return APART;
    } else if (same(one.node(), other.node())) {
      return SAME_NODE;
    } else if (same(one.socket(), other.socket())) {
      return SAME_SOCKET;
    }
    return differ(one.node(), other.node()) ? APART : UNKNOWN;
  }

  private static boolean same(@Nullable Integer one, @Nullable Integer other) {
    return one != null && one.equals(other);
  }

  private static boolean differ(@Nullable Integer one, @Nullable Integer other) {
    return one != null && other != null && !Objects.equals(one, other);
  }
}
