/// Footprint: what does a thread take up that does nothing but wait?
@NullMarked
package dev.threadmill.suite.footprint;

import org.jspecify.annotations.NullMarked;
