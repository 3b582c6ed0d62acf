package dev.threadmill.report.table;

import dev.threadmill.questions.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The comparison that settles a question with many contenders: with the one that it names, or
/// else with the best of those compared with the baseline.
///
/// @param answer the comparison with it
/// @param of how many it is the best; 1 where the question names it, or where it is alone
public record Rival(Answer answer, int of) {
  /// A rival for each kind of thread, number of cores or JDK that the answers cover.
  ///
  /// @param answers under the same conditions
  public static List<Rival> to(Question question, List<Answer> answers) {
    Map<Map<String, String>, List<Answer>> sides = new LinkedHashMap<>();
    for (var answer : answers) {
      var side = new LinkedHashMap<>(answer.comparison().other().coordinates());
      side.remove(answer.comparison().factor());
      sides.computeIfAbsent(side, any -> new ArrayList<>()).add(answer);
    }
    return sides.values().stream().map(side -> of(question, side)).toList();
  }

  private static Rival of(Question question, List<Answer> side) {
    return side.stream()
        .filter(answer -> question.names(answer.comparison()))
        .findFirst()
        .map(answer -> new Rival(answer, 1))
        .orElseGet(
            () ->
                new Rival(
                    side.stream()
                        .max(Comparator.comparingDouble(answer -> answer.ratio().ratio()))
                        .orElseThrow(),
                    side.size()));
  }
}
