package dev.threadmill.suite.pinning;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A way to block for a given time.
public enum Blocker {
  /// A park with a timeout, repeated until the time is over.
  PARK {
    @Override
    Stay open(int millis) {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      return () -> {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      };
    }
  },
  /// A sleep, which here is the subject and not a substitute for synchronization.
  SLEEP {
    @Override
    Stay open(int millis) {
      return () -> TimeUnit.MILLISECONDS.sleep(millis);
    }
  },
  /// A read from a socket whose other end is silent, until it times out.
  READ {
    @Override
    Stay open(int millis) throws IOException {
      return new SilentConnection(millis);
    }
  };

  /// A wait that one thread repeats.
  public interface Stay extends AutoCloseable {
    void block() throws InterruptedException, IOException;

    @Override
    default void close() throws IOException {}
  }

  abstract Stay open(int millis) throws IOException;

  private static final class SilentConnection implements Stay {
    private final Socket near;
    private final Socket far;

    SilentConnection(int millis) throws IOException {
      try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        near = new Socket(server.getInetAddress(), server.getLocalPort());
        far = server.accept();
      }
      near.setSoTimeout(millis);
    }

    @Override
    public void block() throws IOException {
      try {
        throw new IllegalStateException("Read " + near.getInputStream().read() + " from nobody");
      } catch (SocketTimeoutException asIntended) {
        // The time is up.
      }
    }

    @Override
    public void close() throws IOException {
      near.close();
      far.close();
    }
  }
}
