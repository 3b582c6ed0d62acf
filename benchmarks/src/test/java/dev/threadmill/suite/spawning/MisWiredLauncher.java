package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;

/// Launchers with a planted fault, to show that it would be noticed.
enum MisWiredLauncher {
  LOSES_EVERY_THOUSANDTH_TASK {
    @Override
    void start(ThreadKind kind, Runnable[] tasks, Thread[] threads, int number) {
      for (int i = 0; i < tasks.length; i++) {
        Runnable task = number++ % 1000 == 999 ? () -> {} : tasks[i];
        threads[i] = kind.newThread(task);
        threads[i].start();
      }
    }
  },
  RUNS_EVERY_THOUSANDTH_TASK_TWICE {
    @Override
    void start(ThreadKind kind, Runnable[] tasks, Thread[] threads, int number) {
      for (int i = 0; i < tasks.length; i++) {
        Runnable task = tasks[i];
        boolean twice = number++ % 1000 == 999;
        threads[i] =
            kind.newThread(
                () -> {
                  task.run();
                  if (twice) {
                    task.run();
                  }
                });
        threads[i].start();
      }
    }
  },
  RUNS_TASKS_ON_ITS_CALLER {
    @Override
    void start(ThreadKind kind, Runnable[] tasks, Thread[] threads, int number) {
      for (int i = 0; i < tasks.length; i++) {
        threads[i] = kind.newThread(() -> {});
        threads[i].start();
        tasks[i].run();
      }
    }
  },
  TAKES_THE_OTHER_KIND_OF_THREAD {
    @Override
    void start(ThreadKind kind, Runnable[] tasks, Thread[] threads, int number) {
      ThreadKind other = ThreadKind.values()[1 - kind.ordinal()];
      for (int i = 0; i < tasks.length; i++) {
        threads[i] = other.newThread(tasks[i]);
        threads[i].start();
      }
    }
  },
  DOES_NOT_WAIT {
    @Override
    void start(ThreadKind kind, Runnable[] tasks, Thread[] threads, int number) {
      for (int i = 0; i < tasks.length; i++) {
        kind.newThread(tasks[i]).start();
        threads[i] = kind.newThread(() -> {});
        threads[i].start();
      }
    }
  };

  abstract void start(ThreadKind kind, Runnable[] tasks, Thread[] threads, int number);

  Launcher open(ThreadKind kind) {
    return new Launcher() {
      @Override
      public Batch batch(int size) {
        var threads = new Thread[size];
        return new Batch() {
          private int started;

          @Override
          public void start(Runnable[] tasks) {
            MisWiredLauncher.this.start(kind, tasks, threads, started);
            started += tasks.length;
          }

          @Override
          public void await() throws InterruptedException {
            for (Thread thread : threads) {
              thread.join();
            }
          }
        };
      }

      @Override
      public void close() {}
    };
  }
}
