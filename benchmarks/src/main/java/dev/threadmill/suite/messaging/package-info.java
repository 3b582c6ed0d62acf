/// Messaging: what does it cost to hand a message from one thread to another?
@NullMarked
package dev.threadmill.suite.messaging;

import org.jspecify.annotations.NullMarked;
