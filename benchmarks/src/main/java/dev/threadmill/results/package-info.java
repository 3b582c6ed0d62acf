/// Run folders: what is kept of a run, and the only place that knows its JSON.
///
/// A [RunFolder] holds a [RunManifest] (`run.json`: the plan and the machine), its forks
/// (`forks.jsonl`: one [ForkRecord] a line, forced to disk as its fork ends), readings of the ruler
/// (`ruler.jsonl`) and what can be rebuilt from plan and forks: [JmhFile] (`jmh.json`) and
/// [LatencyFiles] (`latency/*.hlog`). [RunReader] reads all of it, and plain JMH files too, as a
/// [Run].
@NullMarked
package dev.threadmill.results;

import org.jspecify.annotations.NullMarked;
