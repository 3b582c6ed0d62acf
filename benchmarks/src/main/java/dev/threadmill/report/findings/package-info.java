/// Hand-written text whose figures are quoted from run folders: `FINDINGS.md`.
///
/// [FindingsDocument] is the way in: from a template to the files that it makes. A [Template] is a
/// head, which names runs, and text with [Placeholder]s. [CellSearch] finds the cells that one
/// names, and [Quotes] has the text that takes its place.
///
/// Nothing is quoted by guess: a placeholder that means no cell, or several, is an error.
@NullMarked
package dev.threadmill.report.findings;

import org.jspecify.annotations.NullMarked;
