package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.threadmill.machine.CpuTopology;
import dev.threadmill.machine.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.openjdk.jmh.infra.BenchmarkParams;

/// Tests that a fork which may use a few CPUs only knows it by itself: no flag tells it.
@EnabledOnOs(OS.LINUX)
class CpuAffinityTest {
  private static final int VIRTUAL_THREADS = 50;

  /// A fork that says what it thinks it has.
  public static final class Asked {
    private Asked() {}

    public static void main(String[] arguments) throws InterruptedException {
      Set<String> carriers = ConcurrentHashMap.newKeySet();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < VIRTUAL_THREADS; i++) {
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  Thread.yield();
                  String name = Thread.currentThread().toString();
                  carriers.add(name.substring(name.lastIndexOf('@')));
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.println(
          Runtime.getRuntime().availableProcessors()
              + " processors, "
              + ForkJoinPool.getCommonPoolParallelism()
              + " in the common pool, "
              + carriers.size()
              + " carriers");
    }
  }

  @Test
  void onOneCpuThereIsOneProcessorAndOneCarrier() throws Exception {
    assumeThat(CpuTopology.of(Host.here()).known()).isTrue();
    assertThat(saidOn(1)).isEqualTo("1 processors, 1 in the common pool, 1 carriers");
  }

  @Test
  void onAllCpusThereAreAsManyAsHere() throws Exception {
    int all = CpuTopology.of(Host.here()).size();
    assumeThat(all).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(saidOn(all)).startsWith(all + " processors");
  }

  @Test
  void noFlagIsPassed() {
    assertThat(new CpuAffinity("0").addJVMOptions(unused())).isEmpty();
  }

  private static String saidOn(int cores) throws Exception {
    var affinity = new CpuAffinity(CpuAffinity.of(cores));
    List<String> command = new ArrayList<>(affinity.addJVMInvokeOptions(unused()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(affinity.addJVMOptions(unused()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Asked.class.getName()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // What they would add is printed.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    var fork = builder.start();
    try (var output = fork.inputReader()) {
      String said = output.readLine();
      assertThat(fork.waitFor()).isZero();
      return said;
    }
  }

  /// Neither of the two looks at it.
  @SuppressWarnings("NullAway")
  private static BenchmarkParams unused() {
    return null;
  }
}
