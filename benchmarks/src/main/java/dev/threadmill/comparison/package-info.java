/// The one place where cells are compared.
///
/// An [Arm] is a cell with its forks as logarithms of what they are compared by. [Estimates] turns
/// arms into scores and ratios with intervals, and nothing outside of this package does. A
/// [Verdicts] judges the ratios that one output shows together, on the [Terms] of their run and
/// with what the forks' records say against them ([CellDiagnosis], [PairDiagnosis]). A [Relation]
/// says in words how two arms stand to each other.
///
/// The stopping rule, the summary, reports, `compare`, `claims`, `findings` and `aa` all call
/// it, so that one comparison of one run is the same figure and the same verdict everywhere.
@NullMarked
package dev.threadmill.comparison;

import org.jspecify.annotations.NullMarked;
