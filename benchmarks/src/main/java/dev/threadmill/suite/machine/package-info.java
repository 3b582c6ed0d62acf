/// Machine: the rulers. What do the clock, the cores, the way between them and the memory of this
/// machine do by themselves? Later runs are judged by them.
@NullMarked
package dev.threadmill.suite.machine;

import org.jspecify.annotations.NullMarked;
