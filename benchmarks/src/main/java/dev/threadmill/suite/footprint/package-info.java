/// Footprint: what does a thread that only waits take up?
@NullMarked
package dev.threadmill.suite.footprint;

import org.jspecify.annotations.NullMarked;
