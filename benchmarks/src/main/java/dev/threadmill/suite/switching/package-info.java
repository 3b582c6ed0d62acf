/// Switching: what does it cost to stop one thread and let another go on?
@NullMarked
package dev.threadmill.suite.switching;

import org.jspecify.annotations.NullMarked;
