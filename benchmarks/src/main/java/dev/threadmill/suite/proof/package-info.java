/// Do we find a slow-down that we planted ourselves, and none where there is none?
///
/// These benchmarks answer no question about threads, so that no preset and no `--include` finds
/// them: they are what the command `aa` proves the method of measurement with.
@NullMarked
package dev.threadmill.suite.proof;

import org.jspecify.annotations.NullMarked;
