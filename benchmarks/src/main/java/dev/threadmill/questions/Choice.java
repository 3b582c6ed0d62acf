package dev.threadmill.questions;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values that the parameters of a benchmark may take; one that is not named may take any.
public record Choice(Map<String, List<String>> values) {
  /// Any values at all.
  public static final Choice ANY = new Choice(Map.of());

  /// @param words `NAME=VALUE,VALUE`
  static Choice of(String... words) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(word + " is not NAME=VALUE");
      }
      values.put(
          word.substring(0, equals), Arrays.asList(word.substring(equals + 1).split(",", -1)));
    }
    return new Choice(values);
  }

  /// The same, with one value for some parameters.
  Choice with(Map<String, String> fixed) {
    var narrowed = new LinkedHashMap<>(values);
    fixed.forEach((name, value) -> narrowed.put(name, List.of(value)));
    return new Choice(narrowed);
  }

  boolean allows(String name, String value) {
    return !values.containsKey(name) || values.get(name).contains(value);
  }

  boolean allows(Map<String, String> params) {
    return params.entrySet().stream().allMatch(one -> allows(one.getKey(), one.getValue()));
  }
}
