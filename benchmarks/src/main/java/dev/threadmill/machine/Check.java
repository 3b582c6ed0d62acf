package dev.threadmill.machine;

import java.util.function.Function;

/// One thing to ask of a machine.
///
/// @param name what is asked after
/// @param threshold what counts as fine, in words
/// @param test the question, put to what is known
record Check<F>(String name, String threshold, Function<? super F, Verdict> test) {
  Finding examine(F facts) {
    var verdict = test.apply(facts);
    return new Finding(name, threshold, verdict.level(), verdict.found(), verdict.advice());
  }
}
