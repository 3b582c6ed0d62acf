package dev.threadmill.machine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the few forms in which Linux writes numbers.
final class Numbers {
  /// More than the CPUs of any machine: a longer list is a broken one.
  private static final int MOST = 1 << 16;

  private Numbers() {}

  /// A decimal number; null if the text is not one, or it does not fit.
  static @Nullable Long parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /// A list such as `0-3,8,10-11`; null if it is not one.
  static @Nullable List<Integer> list(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var numbers = new ArrayList<Integer>();
    for (var part : text.isBlank() ? new String[0] : text.strip().split(",")) {
      var ends = part.split("-", 2);
      var from = parse(ends[0]);
      var to = parse(ends[ends.length - 1]);
      if (from == null || to == null || from < 0 || to < from || to > MOST) {
        return null;
      }
      for (long number = from; number <= to; number++) {
        numbers.add((int) number);
      }
    }
    return List.copyOf(numbers);
  }

  /// Numbers as Linux writes a list, such as `0-3,8`, in their own order.
  static String text(List<Integer> numbers) {
    var text = new StringBuilder();
    int from = 0;
    while (from < numbers.size()) {
      int to = from;
      while (to + 1 < numbers.size() && numbers.get(to + 1) == numbers.get(to) + 1) {
        to++;
      }
      text.append(text.isEmpty() ? "" : ",").append(numbers.get(from));
      text.append(to == from ? "" : "-" + numbers.get(to));
      from = to + 1;
    }
    return text.toString();
  }

  /// A size such as `48K` in bytes; null if it is not one.
  static @Nullable Long kilobytes(@Nullable String text) {
    var number = text == null || !text.endsWith("K") ? null : parse(text.replace("K", ""));
    return number == null ? null : number * 1024;
  }

  /// The sum, or null if one of them is unknown.
  static @Nullable Long sum(List<? extends @Nullable Long> numbers) {
    long sum = 0;
    for (Long number : numbers) {
      if (number == null) {
        return null;
      }
      sum += number;
    }
    return numbers.isEmpty() ? null : sum;
  }

  /// How much a counter grew; null if it is unknown at either end, or was set back in between.
  static @Nullable Long growth(@Nullable Long before, @Nullable Long after) {
    return before == null || after == null || after < before ? null : after - before;
  }
}
