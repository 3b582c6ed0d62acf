/// Spawning: what does running a task in its own thread cost, for one task or for many?
@NullMarked
package dev.threadmill.suite.spawning;

import org.jspecify.annotations.NullMarked;
