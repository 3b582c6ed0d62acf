/// Pinning: when does a virtual thread that blocks keep its carrier, and what is lost by it?
///
/// [Holding] is what a thread is in the middle of when it blocks, the contender; [Blocker] is how
/// it blocks. Locks are one for each thread, or one for all: the control, in which no thread can
/// gain by giving its carrier back.
@NullMarked
package dev.threadmill.suite.pinning;

import org.jspecify.annotations.NullMarked;
