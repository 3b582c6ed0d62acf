/// Fairness: which threads get to run when there are more busy threads than cores, and which get a
/// lock or a place in a channel when all want it?
///
/// A [BusyCrew] is busy while a [Probe] waits for its turns. A [LastingContest] has threads take
/// turns at a [Turnstile], and [TurnLog] judges their shares in windows.
@NullMarked
package dev.threadmill.suite.fairness;

import org.jspecify.annotations.NullMarked;
