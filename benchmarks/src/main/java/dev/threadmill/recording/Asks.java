package dev.threadmill.recording;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A question that a benchmark asks, and which of its comparisons answers it.
///
/// The tools read it by the name of the benchmark: they list the question, measure it by its id,
/// and answer it in summaries and reports.
@Repeatable(Asks.Several.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Asks {
  /// A name to type, in lower case with hyphens, such as `mutex-or-arc`.
  String id();

  String question();

  /// The parameter by which the two sides of a comparison differ: `contender` or `threadKind`.
  String factor() default "contender";

  /// `NAME=VALUE`: parameters that both sides must have, or the question is another one.
  String[] fixed() default {};

  /// `NAME=VALUE`: parameters under which the question makes no sense.
  String[] never() default {};

  /// `NAME=VALUE`: the conditions under which the question is answered first, and is measured where
  /// no preset says otherwise.
  String[] typical() default {};

  /// The value of the factor that the question names beside the baseline. Without one the best of
  /// all is compared with the baseline.
  String rival() default "";

  /// The quantity to compare: `time`, `memory`, `latency`, `median_latency`, `delay`, `wait` or
  /// `wake_up`.
  String quantity() default "time";

  /// Whether it is one that the suite is made for: while it is open, a run gives it more time.
  boolean leads() default false;

  /// The place among all questions, lower first; those without one follow by family and name.
  int order() default Integer.MAX_VALUE;

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Several {
    Asks[] value();
  }
}
