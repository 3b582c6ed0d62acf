/// Spawning: what does it cost to have a task run by a thread of its own, and from how many on?
@NullMarked
package dev.threadmill.suite.spawning;

import org.jspecify.annotations.NullMarked;
