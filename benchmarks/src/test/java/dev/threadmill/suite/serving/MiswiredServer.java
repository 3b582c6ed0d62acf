package dev.threadmill.suite.serving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A server that is wrong in one way, to see that the clients notice.
final class MiswiredServer implements Server {
  enum Fault {
    /// Sends the request back as it came.
    ECHOES,
    /// Answers without having looked at the end of the payload.
    SKIPS_THE_END,
    /// Gives the answer of another request.
    MIXES_UP_REQUESTS,
    ANSWERS_ONE_TWICE,
    FORGETS_ONE,
    HANGS_UP,
    /// Says that it failed, with the right answer as the reason.
    REFUSES_ONE(Protocol.HTTP),
    ANNOUNCES_ANOTHER_LENGTH(Protocol.HTTP),
    ANNOUNCES_NO_LENGTH(Protocol.HTTP);

    private final Set<Protocol> possible;

    Fault(Protocol... possible) {
      this.possible = Set.of(possible);
    }

    boolean isPossible(Protocol protocol) {
      return possible.isEmpty() || possible.contains(protocol);
    }
  }

  private static final int WRONG = 50;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Protocol protocol;
  private final int frameBytes;
  private final @Nullable Fault fault;

  /// @param fault none for a server that is right
  MiswiredServer(Protocol protocol, int frameBytes, @Nullable Fault fault) throws IOException {
    this.protocol = protocol;
    this.frameBytes = frameBytes;
    this.fault = fault;
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the end
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      while (true) {
        socket.getInputStream().readNBytes(protocol.requestHead(frameBytes).length);
        var frame = ByteBuffer.wrap(socket.getInputStream().readNBytes(frameBytes));
        if (frame.capacity() < frameBytes) {
          return;
        }
        long number = Frame.number(frame);
        boolean now = number == WRONG;
        if (fault == Fault.MIXES_UP_REQUESTS && now) {
          Frame.number(frame, number + 1);
        }
        long end = frame.getLong(frameBytes - Long.BYTES);
        if (fault == Fault.SKIPS_THE_END) {
          frame.putLong(frameBytes - Long.BYTES, 0);
        }
        if (fault != Fault.ECHOES) {
          Frame.answer(frame);
        }
        frame.putLong(frameBytes - Long.BYTES, end);
        if (fault == Fault.HANGS_UP && now) {
          return;
        }
        if (fault != Fault.FORGETS_ONE || !now) {
          socket.getOutputStream().write(message(frame, now));
        }
        if (fault == Fault.ANSWERS_ONE_TWICE && now) {
          socket.getOutputStream().write(message(frame, now));
        }
      }
    } catch (IOException gone) {
      // the client has seen enough
    }
  }

  private byte[] message(ByteBuffer frame, boolean now) {
    var message = new ByteArrayOutputStream();
    if (protocol == Protocol.HTTP) {
      var status = fault == Fault.REFUSES_ONE && now ? "500 Failed" : "200 OK";
      int announced = fault == Fault.ANNOUNCES_ANOTHER_LENGTH && now ? frameBytes - 1 : frameBytes;
      var length =
          fault == Fault.ANNOUNCES_NO_LENGTH && now ? "" : "content-LENGTH: " + announced + "\r\n";
      message.writeBytes(
          ("HTTP/1.1 " + status + "\r\nDate: today\r\n" + length + "\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    message.writeBytes(frame.array());
    return message.toByteArray();
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
