/// Sharing: what does it cost threads to reach one value, and what do they lose when they take no
/// care?
///
/// [SharingKind] is the ladder of contenders, from a plain count over counted handles and atomics
/// to fair locks; each is a [Rung]. A [Contest] has threads compete and says who got how much.
@NullMarked
package dev.threadmill.suite.sharing;

import org.jspecify.annotations.NullMarked;
