/// Serving: what does a request cost a server that gives it a thread of either kind?
///
/// Server and clients run in one process and talk over the loopback interface, so that both pay
/// for the system's sockets and share its cores. The clients are a single thread that blocks
/// only in its selector, the same for every contender.
@NullMarked
package dev.threadmill.suite.serving;

import org.jspecify.annotations.NullMarked;
