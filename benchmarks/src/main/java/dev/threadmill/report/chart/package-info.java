/// Charts: tidy tables and Vega-Lite files in, SVG and PNG out.
///
/// Read [ChartRow] first: it says what a chart can show, column by column. [ChartTables] holds the
/// rows, [ChartFolder] the files of `plot-scripts`, and [ChartRenderer] brings the two together. It
/// gives a [Rendering], which says of each chart whether it was drawn, skipped or found faulty.
///
/// Nothing here reads a run folder, and no fault of a chart or of the machine leaves as an
/// exception: a report with eleven charts and one sentence is better than none.
@NullMarked
package dev.threadmill.report.chart;

import org.jspecify.annotations.NullMarked;
