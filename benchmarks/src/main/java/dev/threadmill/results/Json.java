package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The way in which our JSON is read and written.
final class Json {
  /// Fields that a later version added are ignored; the schema version says what they are.
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Check.class, ByCode.class)
          .addMixIn(Level.class, InSmallLetters.class)
          .build();

  /// Line ends are the same on every system, so that files are, too.
  static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  /// The form of a check in a file, since `stats` knows no JSON.
  private interface ByCode {
    @JsonValue
    String code();
  }

  @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
  private interface InSmallLetters {}

  /// The value of a whole file.
  ///
  /// @param fault what to say of a file that holds no such value, such as `is damaged`
  static <T> T read(Path file, Class<T> type, String fault) {
    RunReader.requireFile(file);
    try {
      return MAPPER.readValue(file.toFile(), type);
    } catch (JsonProcessingException e) {
      throw new Unusable(file + " " + fault + ": " + fault(e), e);
    } catch (IOException e) {
      throw new Unusable("Cannot read " + file + ": " + JsonLines.reason(e), e);
    }
  }

  /// What is wrong with a text, and where. What stands there is not quoted: a run folder may come
  /// from anyone, and a link in it lead to a file that is nobody else's business.
  static String fault(JsonProcessingException e) {
    if (e.getCause() instanceof JsonProcessingException inner) {
      return fault(inner); // which knows what it is, and the outer one only the field that it is in
    }
    var what =
        switch (e) {
          case StreamConstraintsException beyond ->
              "it is nested too deeply, or something in it is too long";
          case JsonEOFException early -> "it ends too early";
          case JsonMappingException other ->
              other.getOriginalMessage().startsWith("No content")
                  ? "it is empty"
                  : field(other) + " is not what it should be";
          default ->
              e.getOriginalMessage().startsWith("Duplicate field")
                  ? "a name is there twice"
                  : "it is no valid JSON";
        };
    var at = e.getLocation();
    if (at == null || at.getLineNr() < 1) {
      return what;
    }
    // A value that is a line of a file has only columns.
    var line = at.getLineNr() == 1 ? "" : "line " + at.getLineNr() + ", ";
    return what + " (" + line + "column " + at.getColumnNr() + ")";
  }

  /// The field by its name, as far as names are ours: the keys of a map are not.
  private static String field(JsonMappingException e) {
    var names =
        e.getPath().stream()
            .takeWhile(one -> !(one.getFrom() instanceof Map))
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."));
    return names.isEmpty() ? "it" : "\"" + names + "\"";
  }
}
