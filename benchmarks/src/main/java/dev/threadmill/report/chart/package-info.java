/// Charts: tidy tables and Vega-Lite files in, SVG and PNG out.
///
/// `plot-scripts/tables.json` says what a chart can show, table by table and column by column. A
/// [ChartRow] holds the values of a row, [ChartTables] the rows, [ChartFolder] the files of
/// `plot-scripts`, and [ChartRenderer] brings them together. It gives a [Rendering], which says of
/// each chart whether it was drawn, left to the browser, skipped or found faulty.
///
/// A [Studio] has two processes: one [ChartProcess] draws charts by a [VegaEngine], another paints
/// each as a [Picture]. A chart may be a stranger's, and must not stop the program that reports.
///
/// Nothing here reads a run folder, and no fault of a chart or of the machine leaves as an
/// exception: a report with eleven charts and one sentence is better than none.
@NullMarked
package dev.threadmill.report.chart;

import org.jspecify.annotations.NullMarked;
