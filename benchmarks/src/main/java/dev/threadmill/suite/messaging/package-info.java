/// Messaging: what does passing a message from one thread to another cost?
@NullMarked
package dev.threadmill.suite.messaging;

import org.jspecify.annotations.NullMarked;
