/// What runs inside a fork beside a benchmark and brings home more than JMH's score.
///
/// A benchmark hands over scalars by [Metrics] and single latencies by [Latencies], and says by
/// [NotApplicable] that a cell of its parameters makes no sense. [JvmTimes] notes what the
/// JVM did beside the work. All travel over JMH's own link between the fork and its host: no
/// files and no properties. In plain JMH they are profilers, to be asked for by name: `-prof
/// dev.threadmill.recording.Latencies`.
@NullMarked
package dev.threadmill.recording;

import org.jspecify.annotations.NullMarked;
