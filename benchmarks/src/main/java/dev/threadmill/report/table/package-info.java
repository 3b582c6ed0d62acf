/// From run folders to the rows that charts are drawn from.
///
/// [RunTables] is the way in. A [Source] is a run with the names that a report uses for its
/// machine and JDKs, [Names] turns the words of parameters into those of readers, and a
/// [Figure] is a number with its interval. Beside these there is one class a table.
///
/// Benchmarks are known by the words in their names and parameters only: a new one has its rows
/// in the general tables without a change here.
@NullMarked
package dev.threadmill.report.table;

import org.jspecify.annotations.NullMarked;
