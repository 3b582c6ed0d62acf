/// From run folders to the rows that charts are drawn from.
///
/// [RunTables] is the way in. A [Source] is a run with the names that a report uses for its machine
/// and JDKs, and a [Figure] is a number with its interval. [CellRows] makes the rows about single
/// cells and [RatioRows] those about pairs.
///
/// Which cells a table has is decided by what their forks report: a new benchmark has its rows
/// without a change here.
@NullMarked
package dev.threadmill.report.table;

import org.jspecify.annotations.NullMarked;
