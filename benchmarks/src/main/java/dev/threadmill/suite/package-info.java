/// The questions, as JMH benchmarks: a package a family, a file a question.
@NullMarked
package dev.threadmill.suite;

import org.jspecify.annotations.NullMarked;
