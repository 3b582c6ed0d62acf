package dev.threadmill.questions;

import dev.threadmill.recording.Asks;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A question that a benchmark asks, as it declares it; see [Asks].
///
/// @param id what a person types
/// @param wording the sentence
/// @param benchmark the name of the benchmark's class
/// @param factor what the two sides of a comparison differ in
/// @param fixed parameters that both sides have
/// @param never parameters that no side has
/// @param typical the conditions under which it is answered first
/// @param rival whom it names beside the baseline; empty where it names nobody
/// @param leads whether a run gives it more time than others while it is open
public record Question(
    String id,
    String wording,
    String benchmark,
    String factor,
    Map<String, String> fixed,
    Map<String, String> never,
    Map<String, String> typical,
    String rival,
    Quantity quantity,
    boolean leads,
    int order) {
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
        values.put(word.substring(0, equals), List.of(word.substring(equals + 1).split(",", -1)));
      }
      return new Choice(values);
    }

    /// The same, with one value for some parameters.
    Choice with(Map<String, String> fixed) {
      var narrowed = new LinkedHashMap<>(values);
      fixed.forEach((name, value) -> narrowed.put(name, List.of(value)));
      return new Choice(narrowed);
    }

    boolean allows(Map<String, String> params) {
      return params.entrySet().stream().allMatch(one -> allows(one.getKey(), one.getValue()));
    }

    private boolean allows(String name, String value) {
      return values.getOrDefault(name, List.of(value)).contains(value);
    }
  }

  static Question of(String benchmark, Asks asks) {
    return new Question(
        asks.id(),
        asks.question(),
        benchmark,
        asks.factor(),
        single(asks.fixed()),
        single(asks.never()),
        single(asks.typical()),
        asks.rival(),
        Quantity.asked(asks.quantity()),
        asks.leads(),
        asks.order());
  }

  private static Map<String, String> single(String... words) {
    Map<String, String> values = new LinkedHashMap<>();
    Choice.of(words).values().forEach((name, some) -> values.put(name, String.join(",", some)));
    return values;
  }

  public boolean isAskedBy(String name) {
    return name.startsWith(benchmark + ".");
  }

  /// Whether a comparison answers it.
  public boolean isAnsweredBy(Comparison comparison) {
    var cell = comparison.other();
    return comparison.factor().equals(factor)
        && cell.lane() == null
        && isAbout(cell)
        && count(never, cell) == 0;
  }

  /// Whether a comparison asks the same of another runtime.
  public boolean isAskedAcross(Comparison comparison) {
    var cell = comparison.other();
    return comparison.factor().equals(Cell.LANE) && isAbout(cell) && count(never, cell) == 0;
  }

  /// Whether a cell is of its benchmark and has what is fixed.
  public boolean isAbout(Cell cell) {
    return isAskedBy(cell.benchmark()) && count(fixed, cell) == fixed.size();
  }

  /// Whether it asks for the other side of a comparison by its name.
  public boolean names(Comparison comparison) {
    return comparison.factor().equals(factor)
        && rival.equals(comparison.other().coordinates().get(factor));
  }

  /// Of comparisons that answer it those under the conditions nearest to the ones under which it is
  /// asked.
  public List<Comparison> typical(List<Comparison> answers) {
    long nearest = answers.stream().mapToLong(one -> count(typical, one.other())).max().orElse(0);
    var near = answers.stream().filter(one -> count(typical, one.other()) == nearest).toList();
    return near.stream()
        .filter(answer -> answer.other().group().equals(near.getFirst().other().group()))
        .toList();
  }

  private static long count(Map<String, String> params, Cell cell) {
    return params.entrySet().stream()
        .filter(entry -> entry.getValue().equals(cell.params().get(entry.getKey())))
        .count();
  }

  /// The cells that answer it: those of a preset, or where they cannot, those under which it is
  /// typically asked.
  ///
  /// @param ofPreset what the preset measures of the benchmark
  public List<Choice> cells(List<Choice> ofPreset) {
    var able =
        ofPreset.stream()
            .filter(choice -> choice.allows(fixed))
            .filter(choice -> choice.values().getOrDefault(factor, List.of("", "")).size() > 1)
            .map(choice -> choice.with(fixed))
            .toList();
    return able.isEmpty() ? List.of(Choice.ANY.with(typical).with(fixed)) : able;
  }
}
