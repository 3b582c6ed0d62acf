package dev.threadmill.suite.serving;

import dev.threadmill.suite.Departure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// A server with one thread that waits on a selector for whole requests and passes each to a
/// handler.
final class SelectingServer implements Server {
  /// The number of clients that may connect at the same moment.
  static final int BACKLOG = 1024;

  /// A request handler, called by the selector's thread.
  interface Handler {
    void handle(Exchange exchange);

    default void close() {}
  }

  private final int frameBytes;
  private final Handler handler;
  private final Selector selector;
  private final ServerSocketChannel listener;
  private final Queue<Exchange> toRespond = new ConcurrentLinkedQueue<>();
  private final Thread loop;
  private volatile boolean closed;

  SelectingServer(int frameBytes, Handler handler) throws IOException {
    this.frameBytes = frameBytes;
    this.handler = handler;
    selector = Selector.open();
    listener = listen();
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    loop = Thread.ofPlatform().daemon().name("server").start(this::run);
  }

  static ServerSocketChannel listen() throws IOException {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
  }

  @Override
  public int port() {
    return listener.socket().getLocalPort();
  }

  private void run() {
    Consumer<SelectionKey> serve = this::serve;
    try {
      while (!closed) {
        selector.select(serve);
        for (var due = toRespond.poll(); due != null; due = toRespond.poll()) {
          due.respond();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.attachment() instanceof Exchange exchange) {
        read(exchange);
      } else {
        accept();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() throws IOException {
    for (var channel = listener.accept(); channel != null; channel = listener.accept()) {
      register(channel);
    }
  }

  private void register(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var exchange = new Exchange(channel, frameBytes, this::respondInLoop);
    channel.register(selector, SelectionKey.OP_READ, exchange);
  }

  private void read(Exchange exchange) {
    boolean whole;
    try {
      whole = exchange.read();
    } catch (IOException clientGone) {
      exchange.close();
      return;
    }
    if (whole) {
      handler.handle(exchange);
    }
  }

  private void respondInLoop(Exchange exchange) {
    if (Thread.currentThread() == loop) {
      exchange.respond();
    } else {
      toRespond.add(exchange);
      selector.wakeup();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    closed = true;
    selector.wakeup();
    Departure.await(List.of(loop));
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
    handler.close();
  }
}
