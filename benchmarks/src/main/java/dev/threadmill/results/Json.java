package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way in which our JSON is read and written.
///
/// Files travel between people, so that reading believes nothing: a null stands only where a type
/// allows it, no value is taken for one of another kind, and whatever is larger than any run ever
/// was is refused before it fills the memory.
public final class Json {
  /// More than any file of results has: runs of many hours have a tenth of it.
  static final long LARGEST_FILE = 256L << 20;

  /// The values that a gigabyte of memory has room for.
  private static final long MOST_TOKENS = 16_000_000;

  private static final int LONGEST_TEXT = 16 << 20;
  private static final int DEEPEST = 50;

  /// Fields that a later version added are ignored; the schema version says what they are.
  static final ObjectMapper MAPPER = mapper();

  /// Line ends are the same on every system, so that files are, too.
  static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  private static ObjectMapper mapper() {
    var limits =
        StreamReadConstraints.builder()
            .maxDocumentLength(LARGEST_FILE)
            .maxTokenCount(MOST_TOKENS)
            .maxStringLength(LONGEST_TEXT)
            .maxNestingDepth(DEEPEST)
            .build();
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            texts ->
                texts
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
        .annotationIntrospector(new NullWhereDeclared())
        .addMixIn(Check.class, ByCode.class)
        .addMixIn(Level.class, InSmallLetters.class)
        .build();
  }

  /// The component of a record that may be null, or be missing, is the one whose type says so.
  private static final class NullWhereDeclared extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
      return annotated instanceof AnnotatedParameter parameter
              && parameter.getDeclaringClass().isRecord()
              && parameter
                  .getDeclaringClass()
                  .getRecordComponents()[parameter.getIndex()]
                  .getAnnotatedType()
                  .isAnnotationPresent(Nullable.class)
          ? JsonSetter.Value.forValueNulls(Nulls.SET)
          : super.findSetterInfo(annotated);
    }
  }

  /// The form of a check in a file, since `stats` knows no JSON.
  private interface ByCode {
    @JsonValue
    String code();
  }

  @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
  private interface InSmallLetters {}

  /// The value of a line that may be a stranger's.
  ///
  /// @throws IllegalArgumentException if it holds no such value, in half a sentence
  public static <T> T line(String text, Class<T> type) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new IllegalArgumentException("there is nothing but a null in it");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  /// A value as a line.
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The value of a whole file.
  ///
  /// @param fault what to say of a file that holds no such value, such as `is damaged`
  static <T> T read(Path file, Class<T> type, String fault) {
    RunReader.requireFile(file);
    try (var in = Files.newInputStream(file)) {
      T value = MAPPER.readValue(in, type);
      if (value == null) {
        throw new Unusable(file + " " + fault + ": there is nothing but a null in it");
      }
      return value;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var line = at == null || at.getLineNr() < 1 ? "" : ", line " + at.getLineNr() + ",";
      throw new Unusable(file + line + " " + fault + ": " + reason(e), e);
    } catch (IOException e) {
      throw new Unusable("Cannot read " + file + ": " + JsonLines.reason(e), e);
    }
  }

  /// What is wrong with a value, in words that name no class of ours and quote nothing: a run
  /// folder may come from anyone, and a link in it lead to a file that is nobody else's business.
  static String reason(JsonProcessingException e) {
    return switch (e) {
      case ValueInstantiationException made ->
          made.getCause() == null
              ? where(made) + " is not what it should be"
              : String.valueOf(made.getCause().getMessage());
      case InvalidNullException missing -> where(missing) + " is missing";
      case MismatchedInputException odd -> mismatch(odd);
      // The inner one knows what is wrong, and the outer one only the field that it is in.
      case JsonMappingException outer ->
          outer.getCause() instanceof JsonProcessingException inner
              ? reason(inner)
              : where(outer) + " is not what it should be";
      case StreamConstraintsException beyond ->
          "it is nested too deeply, or something in it is too long";
      case JsonEOFException early -> "it ends too early";
      default ->
          e.getOriginalMessage().startsWith("Duplicate field")
              ? "a name is there twice"
              : "it is no valid JSON" + column(e);
    };
  }

  private static String mismatch(MismatchedInputException odd) {
    if (!odd.getPath().isEmpty()) {
      return where(odd) + " is not " + article(kind(odd.getTargetType()));
    }
    return odd.getOriginalMessage().startsWith("No content")
        ? "it is empty"
        : "there is no " + kind(odd.getTargetType()) + " there";
  }

  private static String column(JsonProcessingException e) {
    var at = e.getLocation();
    return at == null || at.getColumnNr() < 1 ? "" : " at column " + at.getColumnNr();
  }

  private static String article(String kind) {
    return (kind.equals("object") ? "an " : "a ") + kind;
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "value of the right kind";
    } else if (type == int.class || type == long.class || type == Integer.class) {
      return "whole number";
    } else if (type == double.class || type == Double.class) {
      return "number";
    } else if (type == String.class) {
      return "text";
    } else if (type == boolean.class) {
      return "true or false";
    } else if (type.isEnum()) {
      return "word that is known there";
    }
    return Iterable.class.isAssignableFrom(type) ? "list" : "object";
  }

  /// The path to a value, such as `"groups[0].cells[2].mode"`, as far as names are ours: the keys
  /// of a map are not.
  private static String where(JsonMappingException e) {
    var path = new StringBuilder();
    for (var step : e.getPath()) {
      if (step.getFrom() instanceof Map) {
        return "something in \"" + path + "\"";
      } else if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return "\"" + path + "\"";
  }
}
