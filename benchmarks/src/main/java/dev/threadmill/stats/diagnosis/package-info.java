/// Whether a measurement can be trusted: small questions to its numbers, each of which gives a
/// [dev.threadmill.stats.Finding] or nothing.
///
/// What is asked, from where on an answer is a finding, and in which words is all in
/// [dev.threadmill.stats.diagnosis.Symptom].
@NullMarked
package dev.threadmill.stats.diagnosis;

import org.jspecify.annotations.NullMarked;
