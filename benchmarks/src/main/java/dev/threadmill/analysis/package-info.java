/// What a run says: scores with intervals, comparisons with verdicts, and what was wrong meanwhile.
///
/// [RunAnalysis] puts the forks of a run to [dev.threadmill.stats] and keeps the answers; commands
/// print them and the report draws them. The same run always gives the same analysis.
@NullMarked
package dev.threadmill.analysis;

import org.jspecify.annotations.NullMarked;
