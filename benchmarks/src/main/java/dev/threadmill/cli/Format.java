package dev.threadmill.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.threadmill.results.Unusable;
import dev.threadmill.stats.Figures;
import java.io.IOException;
import java.util.Iterator;
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

  /// The forms of a command whose result is no table.
  static final class TextOrJson implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(TEXT, JSON).map(Format::toString).iterator();
    }
  }

  /// The forms of a page that no program reads.
  static final class TextOrMarkdown implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(TEXT, MARKDOWN).map(Format::toString).iterator();
    }
  }

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Exact())
                  .addSerializer(double.class, new Exact()))
          .build();

  /// Writes nine digits, and null for what is not known.
  private static final class Exact extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      var exact = Figures.exact(value);
      if (exact == null) {
        json.writeNull();
      } else {
        json.writeNumber(exact);
      }
    }
  }

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

  /// A document in lines.
  static String json(Object document) throws JsonProcessingException {
    var indenter = new DefaultIndenter("  ", "\n");
    return MAPPER
            .writer(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
            .writeValueAsString(document)
        + "\n";
  }

  /// A table as RFC 4180 has it: the columns, then a line for each row; empty where a row has no
  /// value.
  ///
  /// @param columns paths into the JSON of a row, such as `base.score`, with spaces between
  static Stream<String> csv(String columns, Stream<?> rows) {
    var paths = Stream.of(columns.split(" ")).map(path -> List.of(path.split("\\."))).toList();
    return Stream.concat(
        Stream.of(columns.replace(' ', ',')),
        rows.map(
            row -> {
              JsonNode json = MAPPER.valueToTree(row);
              return paths.stream()
                  .map(path -> quoted(value(json, path)))
                  .collect(Collectors.joining(","));
            }));
  }

  /// The value at a path; of a list, unless the path names one of it, all values.
  private static String value(JsonNode node, List<String> path) {
    if (path.isEmpty()) {
      return node.isNull() ? "" : node.asText();
    }
    if (node.isArray() && !path.getFirst().matches("\\d")) {
      return node.valueStream()
          .map(one -> value(one, path))
          .distinct()
          .collect(Collectors.joining(" "));
    }
    return value(node.at("/" + path.getFirst()), path.subList(1, path.size()));
  }

  /// A name that a spreadsheet would take for a formula stays a text.
  private static String quoted(String text) {
    boolean formula = text.matches("(?s)[=+@-].*") && !text.matches("-?[\\d.E-]+");
    String safe = formula ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
