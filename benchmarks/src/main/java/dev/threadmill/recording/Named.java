package dev.threadmill.recording;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The words that readers see in place of a name in the code: of a contender where its constant in
/// lower case would not do, such as `ArrayBlockingQueue`; of a benchmark, or of each of several
/// in a class, for the operation that it measures, such as `start and join`.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface Named {
  String value();

  /// The same where it runs on coroutines, if it is another thing there: `Kotlin Channel`.
  String ofCoroutines() default "";
}
