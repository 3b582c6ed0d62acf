package dev.threadmill.recording;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.ScalarResult;

/// The time that the JVM spent compiling and collecting garbage in an iteration, and how many CPUs
/// it kept busy.
///
/// A JVM that still compiles is not warm, and collections that differ between two contenders are
/// part of their difference.
public final class JvmTimes extends IterationProfiler {
  /// Milliseconds from the iteration's start to its end, which a long operation may delay.
  public static final String LASTING = "jvm.lasting";

  /// Milliseconds of all compiler threads.
  public static final String COMPILING = "jvm.compiling";

  /// Milliseconds of all collectors.
  public static final String COLLECTING = "jvm.collecting";

  /// How many CPUs the process kept busy: a contender that spins is fast and costs a core.
  public static final String BUSY = "cpu.busy";

  public static final String COLLECTIONS = "jvm.collections";

  /// Collections of the whole heap.
  public static final String FULL_COLLECTIONS = "jvm.full.collections";

  /// The JVM's names for the collectors of the whole heap: the serial, the parallel, G1's.
  private static final Set<String> FULL =
      Set.of("MarkSweepCompact", "PS MarkSweep", "G1 Old Generation");

  private long start;
  private long cpu;
  private long compiling;
  private long collecting;
  private long collections;
  private long fullCollections;

  @Override
  void begin() {
    start = System.nanoTime();
    cpu = cpuNanos();
    compiling = compilingMillis();
    collecting = sum(GarbageCollectorMXBean::getCollectionTime);
    collections = sum(GarbageCollectorMXBean::getCollectionCount);
    fullCollections = sum(JvmTimes::fullCollections);
  }

  @Override
  List<ScalarResult> end() {
    long lasting = System.nanoTime() - start;
    return List.of(
        scalar(LASTING, lasting / 1_000_000, "ms"),
        scalar(BUSY, (double) (cpuNanos() - cpu) / lasting, "CPUs"),
        scalar(COMPILING, compilingMillis() - compiling, "ms"),
        scalar(COLLECTING, sum(GarbageCollectorMXBean::getCollectionTime) - collecting, "ms"),
        scalar(COLLECTIONS, sum(GarbageCollectorMXBean::getCollectionCount) - collections, "#"),
        scalar(FULL_COLLECTIONS, sum(JvmTimes::fullCollections) - fullCollections, "#"));
  }

  /// The CPU time of this process so far; 0 where the JVM does not tell.
  public static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  private static long compilingMillis() {
    @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null ? 0 : compiler.getTotalCompilationTime();
  }

  private static long fullCollections(GarbageCollectorMXBean collector) {
    return FULL.contains(collector.getName()) ? collector.getCollectionCount() : 0;
  }

  private static long sum(ToLongFunction<GarbageCollectorMXBean> figure) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(figure).sum();
  }
}
