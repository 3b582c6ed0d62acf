package dev.threadmill.report.chart;

import dev.threadmill.report.chart.VegaEngine.NoEngineException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The tools of drawing, which take time to load: Vega in V8, its words, fonts. They load while
/// the owner does something else, such as reading a run, and close when all is drawn.
public final class Studio implements AutoCloseable {
  private final ExecutorService hands =
      Executors.newFixedThreadPool(
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          Thread.ofPlatform().daemon().name("charts-", 1).factory());

  // In the order in which they are needed.
  private final Future<VegaEngine> engine = hands.submit(VegaEngine::start);
  private final Future<ChartCheck.Words> words = hands.submit(ChartCheck.Words::read);
  private final Future<Optional<String>> whyNoPictures =
      hands.submit(() -> Optional.ofNullable(Picture.whyNot()));

  private Studio() {}

  /// Begins to load, and returns at once.
  public static Studio open() {
    return new Studio();
  }

  VegaEngine engine() {
    return loaded(engine);
  }

  ChartCheck.Words words() {
    return loaded(words);
  }

  Optional<String> whyNoPictures() {
    return loaded(whyNoPictures);
  }

  /// Does some work beside the drawing, on another processor if there is one.
  <T> Future<T> beside(Callable<T> work) {
    return hands.submit(work);
  }

  static <T> T loaded(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof NoEngineException none
          ? none
          : new IllegalStateException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a chart was drawn", e);
    }
  }

  @Override
  public void close() {
    try {
      engine().close();
    } catch (NoEngineException e) {
      // There is nothing to close, and the rendering has said so.
    } finally {
      hands.shutdown();
    }
  }
}
