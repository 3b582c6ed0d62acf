package dev.threadmill.suite.serving;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// The contenders: ways to assign threads to requests.
///
/// Where requests get threads, a further thread waits on a selector for whole requests and
/// dispatches them, as common web servers do.
public enum ServerKind {
  /// A new thread for each request, which waits for the backend and answers.
  THREAD_PER_REQUEST {
    @Override
    Server open(int frameBytes, Backend backend, ThreadKind kind, int limit) throws IOException {
      return new SelectingServer(frameBytes, starting(blocking(backend), kind));
    }
  },
  /// A thread for each connection, which reads, waits for the backend and answers: no selector.
  THREAD_PER_CONNECTION {
    @Override
    Server open(int frameBytes, Backend backend, ThreadKind kind, int limit) throws IOException {
      return new ConnectionServer(frameBytes, backend, kind);
    }
  },
  /// A fixed number of threads that take requests from a queue.
  POOL {
    @Override
    Server open(int frameBytes, Backend backend, ThreadKind kind, int limit) throws IOException {
      var pool = pool(kind, limit);
      var handling = blocking(backend);
      return new SelectingServer(
          frameBytes,
          new SelectingServer.Handler() {
            @Override
            public void handle(Exchange exchange) {
              pool.execute(() -> handling.handle(exchange));
            }

            @Override
            public void close() {
              pool.shutdownNow();
            }
          });
    }
  },
  /// A new thread for each request, of which only a limited number may call the backend at a
  /// time, as with a database connection pool.
  THREAD_PER_REQUEST_LIMITED {
    @Override
    Server open(int frameBytes, Backend backend, ThreadKind kind, int limit) throws IOException {
      var permits = new Semaphore(limit);
      SelectingServer.Handler limited =
          exchange -> {
            permits.acquireUninterruptibly();
            try {
              backend.call();
            } catch (InterruptedException e) {
              throw new IllegalStateException("nobody interrupts a request", e);
            } finally {
              permits.release();
            }
            exchange.respond();
          };
      return new SelectingServer(frameBytes, starting(limited, kind));
    }
  },
  /// The JDK's HTTP/1.1 server with a new thread for each request.
  @Named("HttpServer")
  HTTP_SERVER {
    @Override
    Server open(int frameBytes, Backend backend, ThreadKind kind, int limit) throws IOException {
      return new HttpServing(
          frameBytes, backend, Executors.newThreadPerTaskExecutor(kind::newThread));
    }
  },
  /// The JDK's HTTP/1.1 server with a fixed number of threads.
  @Named("HttpServer with a pool")
  HTTP_SERVER_POOL {
    @Override
    Server open(int frameBytes, Backend backend, ThreadKind kind, int limit) throws IOException {
      return new HttpServing(frameBytes, backend, pool(kind, limit));
    }
  },
  /// One thread for everything, which never waits for a backend but is called back.
  SELECTOR {
    @Override
    Server open(int frameBytes, Backend backend, ThreadKind kind, int limit) throws IOException {
      if (kind == ThreadKind.VIRTUAL) {
        throw new NotApplicable("A selector's loop is one thread: its kind makes no difference.");
      }
      return new SelectingServer(
          frameBytes, exchange -> backend.call(() -> exchange.respondInLoop()));
    }
  };

  /// Opens a server.
  ///
  /// @param limit the threads of a pool, or the concurrent backend calls where they are
  ///     limited; ignored by the other kinds
  /// @throws NotApplicable if this way does not support that kind of thread
  abstract Server open(int frameBytes, Backend backend, ThreadKind kind, int limit)
      throws IOException;

  /// Returns the most requests that are under way at once.
  int mostAtOnce(int connections, int limit) {
    return switch (this) {
      case POOL, THREAD_PER_REQUEST_LIMITED, HTTP_SERVER_POOL -> Math.min(connections, limit);
      case THREAD_PER_REQUEST, THREAD_PER_CONNECTION, HTTP_SERVER, SELECTOR -> connections;
    };
  }

  private static ExecutorService pool(ThreadKind kind, int threads) {
    if (kind == ThreadKind.VIRTUAL) {
      throw new NotApplicable("Virtual threads are made to be started, not to be pooled.");
    }
    return Executors.newFixedThreadPool(threads, kind::newThread);
  }

  private static SelectingServer.Handler blocking(Backend backend) {
    return exchange -> {
      try {
        backend.call();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts a request", e);
      }
      exchange.respond();
    };
  }

  private static SelectingServer.Handler starting(
      SelectingServer.Handler handler, ThreadKind kind) {
    return exchange -> kind.newThread(() -> handler.handle(exchange)).start();
  }
}
