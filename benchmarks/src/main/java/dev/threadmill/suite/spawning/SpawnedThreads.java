package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.JoinHandle;
import dev.threadmill.primitives.ThreadKind;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// A launcher with a thread for every task, using this project's own handles.
record SpawnedThreads(ThreadKind kind) implements Launcher {
  @Override
  public Batch batch(int size) {
    var handles = new ArrayList<JoinHandle<@Nullable Void>>(size);
    return new Batch() {
      @Override
      public void start(Runnable[] tasks) {
        handles.clear();
        for (int i = 0; i < size; i++) {
          handles.add(kind.spawn(tasks[i]::run));
        }
      }

      @Override
      public void await() {
        for (int i = 0; i < size; i++) {
          handles.get(i).join();
        }
      }
    };
  }

  @Override
  public void close() {}
}
