package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding.Level;
import java.io.IOException;
import java.nio.file.Path;

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
    try {
      return MAPPER.readValue(file.toFile(), type);
    } catch (JsonProcessingException e) {
      throw new Unusable(file + " " + fault + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new Unusable("Cannot read " + file + ": " + JsonLines.reason(e), e);
    }
  }
}
