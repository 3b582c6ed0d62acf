package dev.threadmill.suite.messaging;

/// The content of a message, and when it is created.
public enum Payload {
  /// Created before the clock starts, so that the pipe and not the allocator is measured.
  PREALLOCATED {
    @Override
    Supply source(int first, int count) {
      var messages = new Message[count];
      for (int i = 0; i < count; i++) {
        messages[i] = new Message(first + i);
      }
      return i -> messages[i - first];
    }
  },
  /// A 24-byte object, allocated by its sender for each send.
  FRESH_24_BYTES {
    @Override
    Supply source(int first, int count) {
      return Message::new;
    }
  },
  /// A 24-byte object with a 1000-byte array: a kilobyte that is allocated, marked and read.
  FRESH_1_KILOBYTE {
    @Override
    Supply source(int first, int count) {
      return number -> {
        var body = new byte[ARRAY_OF_1000_BYTES];
        body[body.length - 1] = (byte) number;
        return new Message(number, body);
      };
    }

    @Override
    long read(Message message) {
      byte[] body = message.body();
      if (body[body.length - 1] != (byte) message.number()) {
        throw new IllegalStateException("Message " + message.number() + " has another's body");
      }
      return message.number();
    }
  };

  private static final int ARRAY_OF_1000_BYTES = 1000 - 16; // minus the array header

  /// The messages of one producer, in order.
  interface Supply {
    Message message(int number);
  }

  /// Returns messages from `first` on, which can be sent in every round.
  abstract Supply source(int first, int count);

  /// Reads everything in the message that the sender wrote, as a consumer does.
  long read(Message message) {
    return message.number();
  }
}
