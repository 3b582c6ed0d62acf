package dev.threadmill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// How a result is written.
enum Format {
  /// Aligned, for people at a terminal.
  TEXT,
  /// For a comment or a page.
  MARKDOWN,
  /// A line a row, for a spreadsheet.
  CSV,
  /// Everything, for programs.
  JSON;

  /// A document of JSON, a line a field.
  static String json(Object document) throws JsonProcessingException {
    var indenter = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder()
        .build()
        .writer(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
        .writeValueAsString(document);
  }
}
