package dev.threadmill.recording;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The cells of a benchmark that a preset measures.
///
/// Those that are named for `quick` also belong to `smoke` and `audit`, those for `standard` also
/// to `thorough`; `runtimes` has its own. A benchmark that no preset measures has none.
@Repeatable(Cells.Sets.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Cells {
  String[] in();

  /// `NAME=VALUE,VALUE`: the values that a parameter takes; one that is not named takes all it has.
  String[] at() default {};

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Sets {
    Cells[] value();
  }
}
