package dev.threadmill.suite.messaging;

/// The content of a message, and when it is made.
public enum Payload {
  /// Made before the clock runs, so that the pipe and not the allocator is measured.
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
  /// An object of 24 bytes, made by its sender for each send.
  FRESH_24_BYTES {
    @Override
    Supply source(int first, int count) {
      return Message::new;
    }
  },
  /// An object of 24 bytes with an array of 1000: a kilobyte that is made, marked and looked at.
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

  private static final int ARRAY_OF_1000_BYTES = 1000 - 16; // less the array's own header

  /// The messages of one producer, in their order.
  interface Supply {
    Message message(int number);
  }

  /// Messages from `first` on, ready to be sent in every round.
  abstract Supply source(int first, int count);

  /// What a consumer does with a message: look at all of it that the sender wrote.
  long read(Message message) {
    return message.number();
  }
}
