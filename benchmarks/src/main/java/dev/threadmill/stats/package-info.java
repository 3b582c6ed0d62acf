/// What the numbers say: numbers in, numbers out.
///
/// The unit of all inference is the *fork*: one JVM, one number, the log of the mean of its
/// measured iterations ([ForkScore]). Iterations of one fork depend on
/// each other, so that to count them as if each were a measurement makes intervals that are far
/// too narrow; here they serve for diagnosis only. All scores are turned so that larger is
/// better.
///
/// | question | type |
/// | --- | --- |
/// | how fast is one benchmark | [ScoreEstimate] |
/// | how do two arms of the same rounds compare, or two runs, or two machines | [RatioEstimate] |
/// | has enough been measured | [StoppingRule] |
/// | what may be said | [Judge], after [BenjaminiHochberg] |
/// | can it be trusted | [dev.threadmill.stats.diagnosis.Symptom] |
///
/// Nothing here reads a file or a clock, and every random number comes from a seed that the
/// caller gives: the same input has the same answer, everywhere and always.
@NullMarked
package dev.threadmill.stats;

import org.jspecify.annotations.NullMarked;
