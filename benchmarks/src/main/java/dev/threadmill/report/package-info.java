/// What a reader sees of a run: charts, one page, and Markdown, made from run folders.
@NullMarked
package dev.threadmill.report;

import org.jspecify.annotations.NullMarked;
