package dev.threadmill.suite.serving;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;

/// The JDK's own HTTP/1.1 server, whose requests get threads from an executor. A further thread of
/// the JDK's waits on a selector for connections that have something to read.
final class HttpServing implements Server {
  static {
    // The JDK reads them once, when its server's class is loaded. A JDK that writes head and body
    // of a response apart, as older ones do, needs the first: else TCP holds back the body until
    // the client acknowledges the head. Without the second, only 200 idle connections are kept
    // alive, and without the third for half a minute only.
    var properties = System.getProperties();
    properties.putIfAbsent("sun.net.httpserver.nodelay", "true");
    properties.putIfAbsent("sun.net.httpserver.maxIdleConnections", "1000000");
    properties.putIfAbsent("sun.net.httpserver.idleInterval", "86400");
  }

  private final int frameBytes;
  private final Backend backend;
  private final ExecutorService executor;
  private final HttpServer server;

  HttpServing(int frameBytes, Backend backend, ExecutorService executor) throws IOException {
    this.frameBytes = frameBytes;
    this.backend = backend;
    this.executor = executor;
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SelectingServer.BACKLOG);
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public Protocol protocol() {
    return Protocol.HTTP;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] frame = exchange.getRequestBody().readNBytes(frameBytes);
      backend.call();
      Frame.answer(ByteBuffer.wrap(frame));
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, frame.length);
      exchange.getResponseBody().write(frame);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a request", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
