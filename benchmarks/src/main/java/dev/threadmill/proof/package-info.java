/// Whether the method of measurement is right, shown on real forks whose true ratio is known.
///
/// A [Trial] measures the very same cell as two arms, and beside them arms that do a known share of
/// work more. It is an ordinary run: the same plan, order, session, analysis and judge. [Trials]
/// runs one after the other and writes what came of each to a
/// [dev.threadmill.results.Ledger]. From the ledger alone [Proof] tells how often equal arms were
/// called different and planted ones were found, [Race] what other methods make of the same forks,
/// and [Pace] how long our stopping rule takes.
@NullMarked
package dev.threadmill.proof;

import org.jspecify.annotations.NullMarked;
