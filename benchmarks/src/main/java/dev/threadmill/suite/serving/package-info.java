/// Serving: what does a request cost a server that gives it a thread, of one kind or the other?
///
/// Server and clients are in one process and talk over the loopback interface, so that both pay for
/// the system's sockets and share its cores. The clients are one thread that never blocks in
/// anything but its selector, the same for every contender.
@NullMarked
package dev.threadmill.suite.serving;

import org.jspecify.annotations.NullMarked;
