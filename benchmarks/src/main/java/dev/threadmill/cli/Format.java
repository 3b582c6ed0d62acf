package dev.threadmill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.threadmill.results.Unusable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The form in which a command writes its result.
enum Format {
  /// Aligned, for people at a terminal.
  TEXT,
  /// For a comment or a page.
  MARKDOWN,
  /// A line a row, for a spreadsheet.
  CSV,
  /// Everything, for programs.
  JSON;

  /// @throws Unusable unless it is one that the command writes
  void requireOneOf(String command, Format... known) {
    if (!List.of(known).contains(this)) {
      var names = Stream.of(known).map(Format::toString).collect(Collectors.joining(" or "));
      throw new Unusable("--format " + this + ": " + command + " writes " + names);
    }
  }

  /// Its name on the command line, which usage messages print.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// A document of JSON, a line a field.
  static String json(Object document) throws JsonProcessingException {
    var indenter = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder()
        .build()
        .writer(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
        .writeValueAsString(document);
  }
}
