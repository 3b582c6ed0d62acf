/// Switching: what does switching from one thread to another cost?
@NullMarked
package dev.threadmill.suite.switching;

import org.jspecify.annotations.NullMarked;
