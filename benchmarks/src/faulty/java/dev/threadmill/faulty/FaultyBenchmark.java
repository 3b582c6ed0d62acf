package dev.threadmill.faulty;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A benchmark that goes wrong as its contender says, so that tests see what becomes of a run.
///
/// Its forks first print a text of choice, as a careless benchmark may print anything.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xmx32m",
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      "-XX:-CreateCoredumpOnCrash",
      "-XX:ErrorFile=target/faulty-%p.log"
    })
public class FaultyBenchmark {
  /// How a fork goes wrong.
  public enum Contender {
    /// It writes what nobody understands to both streams, past whoever listens, and goes on.
    GARBAGE,
    /// It ends at once and says that all is well.
    HALT,
    /// Its JVM reads an address that is not there.
    CRASH,
    /// It keeps more than its heap holds.
    OUT_OF_MEMORY
  }

  @Param public Contender contender;

  private final List<byte[]> kept = new ArrayList<>();
  private boolean begun;

  @Benchmark
  public int operation() throws Exception {
    if (!begun) {
      begun = true;
      System.out.println(System.getProperty("faulty.says", ""));
      begin();
    }
    return kept.size();
  }

  private void begin() throws Exception {
    switch (contender) {
      case GARBAGE -> {
        babble(FileDescriptor.out);
        babble(FileDescriptor.err);
      }
      case HALT -> Runtime.getRuntime().halt(0);
      case CRASH -> readNowhere();
      case OUT_OF_MEMORY -> {
        while (true) {
          kept.add(new byte[1 << 20]);
        }
      }
    }
  }

  private static void babble(FileDescriptor stream) throws IOException {
    var bytes = new byte[100_000];
    new Random(1).nextBytes(bytes);
    new FileOutputStream(stream).write(bytes); // not closed: the stream is the JVM's
  }

  @SuppressWarnings({"removal", "deprecation"})
  private static void readNowhere() throws ReflectiveOperationException {
    Field unsafe = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
    unsafe.setAccessible(true);
    ((sun.misc.Unsafe) unsafe.get(null)).getLong(8);
  }
}
