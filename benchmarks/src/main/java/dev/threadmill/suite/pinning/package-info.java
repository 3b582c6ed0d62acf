/// Pinning: when does a blocking virtual thread pin its carrier, and what does that cost?
///
/// [Holding], the contender, is what a thread holds when it blocks; [Blocker] is how it blocks.
/// There is one lock per thread or one for all; the latter is the control, in which no thread
/// can gain by releasing its carrier.
@NullMarked
package dev.threadmill.suite.pinning;

import org.jspecify.annotations.NullMarked;
