/// The questions, as JMH benchmarks: one package per family, one file per question.
@NullMarked
package dev.threadmill.suite;

import org.jspecify.annotations.NullMarked;
