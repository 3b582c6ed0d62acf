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
  TEXT,
  MARKDOWN,
  CSV,
  JSON;

  /// @throws Unusable unless it is one that the command writes
  void requireOneOf(String command, Format... known) {
    if (!List.of(known).contains(this)) {
      var names = Stream.of(known).map(Format::toString).collect(Collectors.joining(" or "));
      throw new Unusable("--format " + this + ": " + command + " writes " + names);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String json(Object document) throws JsonProcessingException {
    var indenter = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder()
        .build()
        .writer(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
        .writeValueAsString(document);
  }
}
