package dev.threadmill.suite.spawning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.primitives.ThreadKind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// The checks that every launcher must pass, and a mis-wired one must fail.
record LauncherConformance(Launcher launcher, ThreadKind kind) {
  /// Also with a time: `runBlocking` looks at its own timers.
  private static final Set<Thread.State> WAITS =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  void check() throws Exception {
    everyTaskRunsOnce();
    tasksRunOnOtherThreadsOfTheKind();
    theWaitIsAsLongAsTheLastTask();
  }

  private void everyTaskRunsOnce() throws Exception {
    var runs = new AtomicIntegerArray(600);
    var tasks = new Runnable[runs.length()];
    for (int i = 0; i < tasks.length; i++) {
      int own = i;
      tasks[i] = () -> runs.incrementAndGet(own);
    }
    Launcher.Batch batch = launcher.batch(tasks.length);
    for (int round = 1; round <= 2; round++) {
      batch.start(tasks);
      batch.await();
      for (int i = 0; i < tasks.length; i++) {
        assertThat(runs.get(i)).as("task %d in round %d", i, round).isEqualTo(round);
      }
    }
  }

  private void tasksRunOnOtherThreadsOfTheKind() throws Exception {
    for (Thread thread : threadsOf(20)) {
      assertThat(thread).isNotSameAs(Thread.currentThread());
      assertThat(thread.isVirtual()).as("%s", thread).isEqualTo(kind == ThreadKind.VIRTUAL);
    }
  }

  /// The threads that ran so many tasks, started together.
  Set<Thread> threadsOf(int count) throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    var tasks = new Runnable[count];
    for (int i = 0; i < count; i++) {
      tasks[i] = () -> threads.add(Thread.currentThread());
    }
    Launcher.Batch batch = launcher.batch(count);
    batch.start(tasks);
    batch.await();
    return threads;
  }

  /// The gate is opened once the caller stays waiting, so that one who waits for something else,
  /// which is over soon, is told from one who waits for the task.
  private void theWaitIsAsLongAsTheLastTask() throws Exception {
    var caller = Thread.currentThread();
    var gate = new CountDownLatch(1);
    var returned = new AtomicBoolean();
    Runnable task =
        () -> {
          try {
            gate.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Launcher.Batch batch = launcher.batch(1);
    batch.start(new Runnable[] {task});
    Thread opener =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  int seenWaiting = 0;
                  while (!returned.get() && seenWaiting < 10_000) {
                    Thread.yield();
                    seenWaiting = WAITS.contains(caller.getState()) ? seenWaiting + 1 : 0;
                  }
                  gate.countDown();
                });
    batch.await();
    returned.set(true);
    boolean open = gate.getCount() == 0;
    gate.countDown();
    assertThat(open).as("the task could have ended before the wait did").isTrue();
    opener.join();
  }
}
