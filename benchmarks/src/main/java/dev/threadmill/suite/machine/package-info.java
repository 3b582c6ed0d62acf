/// Machine: the yardsticks. How fast are the clock, the cores, the links between them and the
/// memory of this machine by themselves? Later runs are judged by these figures.
@NullMarked
package dev.threadmill.suite.machine;

import org.jspecify.annotations.NullMarked;
