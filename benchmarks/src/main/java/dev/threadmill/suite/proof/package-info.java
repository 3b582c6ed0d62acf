/// Proof: do we find a slowdown that we planted ourselves, and none where there is none?
///
/// These benchmarks answer no question about threads, so no preset and no `--include` selects
/// them: the command `aa` uses them to validate the method of measurement.
@NullMarked
package dev.threadmill.suite.proof;

import org.jspecify.annotations.NullMarked;
