/// Hand-written text whose figures are quoted from run folders: `FINDINGS.md`.
///
/// [FindingsDocument] is the way in: from a template to the files that it makes. A [Template] is a
/// [Head], which names runs, and text with [Placeholder]s. [CellSearch] finds the cells that one
/// names, and [Quotes] says what they came to.
///
/// Nothing is quoted by guess: a placeholder that means no cell, or several, is a [Misquote].
@NullMarked
package dev.threadmill.report.findings;

import org.jspecify.annotations.NullMarked;
