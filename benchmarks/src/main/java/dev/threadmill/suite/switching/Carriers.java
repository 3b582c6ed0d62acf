package dev.threadmill.suite.switching;

import dev.threadmill.recording.NotApplicable;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// The number of virtual threads that can run at the same time in this JVM, which can be
/// limited to one.
///
/// From JDK 24 on that may be changed while the JVM runs, and is undone by [#close]. Before, it is
/// read from a system property when the first virtual thread is made, and never again.
final class Carriers implements AutoCloseable {
  private static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";
  private static final String BEAN = "jdk.management:type=VirtualThreadScheduler";
  private static final String PARALLELISM = "Parallelism";
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final int before;

  private Carriers(int before) {
    this.before = before;
  }

  /// Leaves one carrier to all virtual threads.
  ///
  /// @throws NotApplicable if this JVM cannot be made to
  static Carriers onlyOne() throws InterruptedException {
    int before;
    if (canBeChanged()) {
      before = setParallelism(1);
    } else {
      before = 0;
      System.setProperty(PROPERTY, "1");
    }
    var carriers = new Carriers(before);
    if (twoRunAtOnce()) {
      carriers.close();
      throw new NotApplicable(
          "This JVM's carriers were counted when it started; start it with -D" + PROPERTY + "=1");
    }
    return carriers;
  }

  static boolean canBeChanged() {
    return server().isRegistered(bean());
  }

  /// Tries whether a virtual thread gets to run while another one keeps its carrier.
  static boolean twoRunAtOnce() throws InterruptedException {
    var otherRan = new AtomicBoolean();
    var sawTheOther = new AtomicBoolean();
    Thread keeper =
        Thread.startVirtualThread(
            () -> {
              Thread.startVirtualThread(() -> otherRan.set(true));
              long start = System.nanoTime();
              while (!otherRan.get() && System.nanoTime() - start < PATIENCE_NANOS) {
                Thread.onSpinWait();
              }
              sawTheOther.set(otherRan.get());
            });
    keeper.join();
    return sawTheOther.get();
  }

  @Override
  public void close() {
    if (before > 0) {
      setParallelism(before);
    }
  }

  private static int setParallelism(int carriers) {
    try {
      int before = (int) server().getAttribute(bean(), PARALLELISM);
      server().setAttribute(bean(), new Attribute(PARALLELISM, carriers));
      return before;
    } catch (JMException e) {
      throw new IllegalStateException("The scheduler of virtual threads cannot be set", e);
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  private static ObjectName bean() {
    try {
      return new ObjectName(BEAN);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
