/// How throughput grows with parallelism: the Universal Scalability Law, with what it takes to be
/// allowed to quote it.
@NullMarked
package dev.threadmill.stats.scaling;

import org.jspecify.annotations.NullMarked;
