package dev.threadmill.runner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A benchmark that a preset measures, and the values that its parameters take there.
///
/// @param benchmark the end of its name, such as `sharing.MutexContentionBenchmark.increment`
/// @param params values by name; a parameter that is not named takes all its values
record Choice(String benchmark, Map<String, List<String>> params) {

  static Choice of(String benchmark) {
    return new Choice(benchmark, Map.of());
  }

  Choice with(String param, String... values) {
    var more = new LinkedHashMap<>(params);
    more.put(param, List.of(values));
    return new Choice(benchmark, more);
  }

  boolean isOf(String name) {
    return name.endsWith("." + benchmark);
  }
}
