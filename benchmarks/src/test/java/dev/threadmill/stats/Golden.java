package dev.threadmill.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;

/// What NumPy and SciPy say, from `golden.json`; the script beside that file made it.
public final class Golden {
  private static final JsonNode ALL = read();

  private final JsonNode node;

  private Golden(JsonNode node) {
    this.node = node;
  }

  public static Stream<Golden> cases(String name) {
    var found = StreamSupport.stream(ALL.path(name).spliterator(), false).map(Golden::new).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("golden.json has no " + name);
    }
    return found.stream();
  }

  public double number(String name) {
    return node.required(name).asDouble();
  }

  public int integer(String name) {
    return node.required(name).asInt();
  }

  public String text(String name) {
    return node.required(name).asText();
  }

  public double[] numbers(String name) {
    return numbers(node.required(name));
  }

  public double[][] table(String name) {
    return StreamSupport.stream(node.required(name).spliterator(), false)
        .map(Golden::numbers)
        .toArray(double[][]::new);
  }

  /// That a value is the golden one, to nine digits, or to nine places if it is small.
  public void agrees(double actual, String name) {
    agrees(actual, name, 1e-9);
  }

  public void agrees(double actual, String name, double tolerance) {
    double expected = number(name);
    double offset = tolerance * Math.max(1, Math.abs(expected));
    Assertions.assertThat(actual).as(name).isCloseTo(expected, Offset.offset(offset));
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(x -> x.isNull() ? Double.NaN : x.asDouble())
        .toArray();
  }

  private static JsonNode read() {
    try (var in = Golden.class.getResourceAsStream("golden.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return node.toString().substring(0, Math.min(60, node.toString().length()));
  }
}
