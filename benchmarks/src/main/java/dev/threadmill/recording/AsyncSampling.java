package dev.threadmill.recording;

import java.io.IOException;
import java.nio.file.Path;
import one.profiler.AsyncProfiler;

/// CPU samples by async-profiler in this JVM, which see native code and the JVM itself too.
///
/// It and the JDK's sampling by CPU time both live off the same signal, so a fork has only one of
/// them.
final class AsyncSampling {
  /// Why async-profiler does not run here, in a sentence.
  static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    Unavailable(Throwable cause) {
      super(
          "async-profiler does not run here ("
              + cause.getClass().getSimpleName()
              + ": "
              + cause.getMessage()
              + ").",
          cause);
    }
  }

  private final AsyncProfiler profiler;

  private AsyncSampling(AsyncProfiler profiler) {
    this.profiler = profiler;
  }

  /// Begins to sample into the file; its path may hold no comma, for the profiler splits at these.
  static AsyncSampling start(Path file) throws Unavailable {
    try {
      var profiler = AsyncProfiler.getInstance();
      profiler.execute("start,event=cpu,interval=1ms,jstackdepth=512,jfr,file=" + file);
      return new AsyncSampling(profiler);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new Unavailable(e);
    }
  }

  /// Ends the sampling and writes the file.
  void stop() {
    profiler.stop();
  }
}
