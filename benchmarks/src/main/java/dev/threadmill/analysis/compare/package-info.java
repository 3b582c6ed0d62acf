/// How runs compare with each other: what may be compared, and what came of it.
///
/// [RunComparison] sorts runs into sides that were made under the same conditions, puts each pair
/// of sides to the [Matrix] of what may differ, and judges what is left. It reads no file and
/// prints nothing.
@NullMarked
package dev.threadmill.analysis.compare;

import org.jspecify.annotations.NullMarked;
