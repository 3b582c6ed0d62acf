package dev.threadmill.suite.footprint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of this process in bytes; 0 if the system does not report it.
///
/// @param heap live objects
/// @param resident memory of the process that is in RAM, including the heap
/// @param reserved address space that the process has reserved, in RAM or not
/// @param kernelStacks the kernel's stacks, of all processes: no process's figures include them
/// @param pageTables the page tables of the process
record ProcessMemory(long heap, long resident, long reserved, long kernelStacks, long pageTables) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final int COLLECTIONS = 3;

  /// Collects garbage, and takes a reading.
  static ProcessMemory now() throws IOException {
    return new ProcessMemory(
        heapInUse(),
        bytes(STATUS, "VmRSS:"),
        bytes(STATUS, "VmSize:"),
        bytes(MEMORY, "KernelStack:"),
        bytes(STATUS, "VmPTE:"));
  }

  /// Whether the system reports more than the heap.
  static boolean isKnown() {
    return Files.isReadable(STATUS) && Files.isReadable(MEMORY);
  }

  /// Returns the growth since `earlier`, divided by `count`.
  ProcessMemory since(ProcessMemory earlier, int count) {
    return new ProcessMemory(
        (heap - earlier.heap) / count,
        (resident - earlier.resident) / count,
        (reserved - earlier.reserved) / count,
        (kernelStacks - earlier.kernelStacks) / count,
        (pageTables - earlier.pageTables) / count);
  }

  /// Returns what the pools held after the last collection. A later reading would include the
  /// buffers handed to running threads meanwhile, which are megabytes.
  private static long heapInUse() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    long sum = 0;
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      var usage = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && usage != null) {
        sum += usage.getUsed();
      }
    }
    return sum;
  }

  private static long bytes(Path file, String name) throws IOException {
    if (!Files.isReadable(file)) {
      return 0;
    }
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(name)) {
        return 1024 * Long.parseLong(line.substring(name.length()).replace("kB", "").trim());
      }
    }
    return 0;
  }
}
