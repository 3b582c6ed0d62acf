package dev.threadmill.cli;

/// How a comparison is written.
enum Format {
  /// Aligned, for people at a terminal.
  TEXT,
  /// For a comment or a page.
  MARKDOWN,
  /// A line a row, for a spreadsheet.
  CSV,
  /// Everything, for programs.
  JSON
}
