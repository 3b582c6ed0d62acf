/// Proof of the method of measurement, on real forks whose true ratio is known.
///
/// A [Trial] measures one cell as two arms, and beside them arms that do a known share of work
/// more. It is an ordinary run: the same plan, order, session, analysis and judge. [Trials] runs
/// one after the other and appends the outcomes to a [dev.threadmill.results.Ledger]. [Proof]
/// computes from the ledger alone how often equal arms were called different and planted
/// differences were found.
@NullMarked
package dev.threadmill.proof;

import org.jspecify.annotations.NullMarked;
