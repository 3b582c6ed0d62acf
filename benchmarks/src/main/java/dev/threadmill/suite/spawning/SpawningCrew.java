package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.List;

/// A platform thread that starts tasks, batch after batch, with a check that each ran once per
/// batch.
final class SpawningCrew implements AutoCloseable {
  private final CountedTask[] tasks;
  private final int batches;
  private final Launcher launcher;
  private final Crew crew;
  private long batchesDone;

  /// Creates a crew that starts `tasks` tasks in every round.
  ///
  /// @param batch how many of them start together
  /// @param tokens the work of a task
  SpawningCrew(Launcher launcher, int tasks, int batch, int tokens) {
    if (tasks % batch != 0) {
      throw new IllegalArgumentException(
          tasks + " tasks cannot be shared out in batches of " + batch);
    }
    this.launcher = launcher;
    batches = tasks / batch;
    this.tasks = new CountedTask[batch];
    for (int i = 0; i < batch; i++) {
      this.tasks[i] = new CountedTask(tokens);
    }
    var launched = launcher.batch(batch);
    crew = new Crew(ThreadKind.PLATFORM, List.of(() -> launched.repeat(this.tasks, batches)));
  }

  /// Starts the tasks of a round, and waits until all have ended.
  void work() throws InterruptedException {
    crew.work();
    batchesDone += batches;
    for (int i = 0; i < tasks.length; i++) {
      if (tasks[i].runs() != batchesDone) {
        throw new IllegalStateException(
            "Task " + i + " ran " + tasks[i].runs() + " times in " + batchesDone + " batches");
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
    launcher.close();
  }
}
