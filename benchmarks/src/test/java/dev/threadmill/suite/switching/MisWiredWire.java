package dev.threadmill.suite.switching;

import org.jspecify.annotations.Nullable;

/// Wires with a planted fault, to show that it would be noticed.
enum MisWiredWire {
  /// The old baton is still there when the receiver comes again.
  DELIVERS_TWICE {
    @Override
    Wire wire() {
      var sound = new ParkedWire();
      return new Wire() {
        private @Nullable Baton last;
        private int received;

        @Override
        public void send(Baton baton) {
          sound.send(baton);
        }

        @Override
        public Baton receive() {
          Baton again = last;
          last = null;
          if (again != null && received++ % 1000 == 999) {
            return again;
          }
          last = sound.receive();
          return last;
        }
      };
    }
  },
  /// Every thousandth baton is lost, and the receiver gets another.
  LOSES_THE_BATON {
    @Override
    Wire wire() {
      var sound = new ParkedWire();
      return new Wire() {
        private int sent;

        @Override
        public void send(Baton baton) {
          sound.send(sent++ % 1000 == 999 ? new Baton() : baton);
        }

        @Override
        public Baton receive() {
          return sound.receive();
        }
      };
    }
  },
  /// The receiver gets something at once, whether it was sent or not.
  DOES_NOT_WAIT {
    @Override
    Wire wire() {
      return new Wire() {
        private volatile Baton last = new Baton();

        @Override
        public void send(Baton baton) {
          last = baton;
        }

        @Override
        public Baton receive() {
          return last;
        }
      };
    }
  };

  abstract Wire wire();
}
