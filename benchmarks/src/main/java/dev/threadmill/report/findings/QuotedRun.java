package dev.threadmill.report.findings;

import dev.threadmill.report.table.Source;
import java.nio.file.Path;

/// A run of a template's head.
///
/// @param alias what the template calls it
/// @param folder where it was read
record QuotedRun(String alias, Path folder, Source source) {}
