/// Published claims, and how a run answers them.
///
/// The claims are data, in `claims.json`: a sentence with its source, the cells of our suite that
/// answer it, and the band in which the answer must lie. [Claims] judges a run by them.
@NullMarked
package dev.threadmill.analysis.claims;

import org.jspecify.annotations.NullMarked;
