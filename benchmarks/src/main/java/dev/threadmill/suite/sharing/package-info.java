/// Sharing: what does accessing one value cost threads, and what do they lose without
/// synchronization?
///
/// [SharingKind] is the ladder of contenders, from a plain count through counted handles and
/// atomics to fair locks; each is a [Rung]. A [Contest] makes threads compete and reports how
/// much each got done. [LockPlanKind] holds the ways to take two locks, and a [Deadlock] is what
/// becomes of one of them.
@NullMarked
package dev.threadmill.suite.sharing;

import org.jspecify.annotations.NullMarked;
