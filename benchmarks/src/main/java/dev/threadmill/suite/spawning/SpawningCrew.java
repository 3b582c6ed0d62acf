package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;

/// Threads that start tasks, batch after batch, with a check that each ran once per batch.
final class SpawningCrew implements AutoCloseable {
  private final List<CountedTask[]> tasksOfSpawners = new ArrayList<>();
  private final int batchesEach;
  private final Launcher launcher;
  private final Crew crew;
  private long batchesDone;

  /// Creates a crew that starts `tasks` tasks in every round.
  SpawningCrew(Launcher launcher, ThreadKind spawnerKind, int spawners, int tasks, Batches of) {
    if (tasks % (spawners * of.size) != 0) {
      throw new IllegalArgumentException(
          tasks + " tasks cannot be shared out in batches of " + of.size + " to " + spawners);
    }
    this.launcher = launcher;
    batchesEach = tasks / (spawners * of.size);
    List<Crew.Duty> duties = new ArrayList<>();
    for (int i = 0; i < spawners; i++) {
      duties.add(spawner(of));
    }
    crew = new Crew(spawnerKind, duties);
  }

  /// The batches of a round: how many tasks start together, and what each does.
  record Batches(int size, int tokens, int depth) {
    static Batches ofEmptyTasks(int size) {
      return new Batches(size, 0, 0);
    }
  }

  private Crew.Duty spawner(Batches of) {
    var tasks = new CountedTask[of.size];
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = new CountedTask(of.tokens, of.depth);
    }
    tasksOfSpawners.add(tasks);
    Launcher.Batch batch = launcher.batch(of.size);
    return () -> {
      for (int i = 0; i < batchesEach; i++) {
        batch.start(tasks);
        batch.await();
      }
    };
  }

  /// Makes all spawners start their share, and waits until all tasks have ended.
  void work() throws InterruptedException {
    crew.work();
    batchesDone += batchesEach;
    for (CountedTask[] tasks : tasksOfSpawners) {
      for (int i = 0; i < tasks.length; i++) {
        if (tasks[i].runs() != batchesDone) {
          throw new IllegalStateException(
              "Task " + i + " ran " + tasks[i].runs() + " times in " + batchesDone + " batches");
        }
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
    launcher.close();
  }
}
