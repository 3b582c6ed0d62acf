package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.ProfileIndex.ProfileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what is drawn of a recording, told by recordings of this JVM.
class RecordedProfilesTest {
  @TempDir Path folder;

  private interface Work {
    void run() throws Exception;
  }

  private Path recordingOf(Work work) throws Exception {
    return recordingOf("jdk.ThreadPark", work);
  }

  private Path recordingOf(String event, Work work) throws Exception {
    Path file = folder.resolve("work.jfr");
    try (var recording = new Recording()) {
      recording.enable(event).withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  private static void waitHere() {
    LockSupport.parkNanos(1_000_000);
  }

  @Test
  void aWaitIsDrawnWithItsFramesAndItsLength() throws Exception {
    var waits =
        RecordedProfiles.read(recordingOf(RecordedProfilesTest::waitHere)).of(ProfileKind.LOCKS);
    assertThat(waits.samples()).isPositive();
    assertThat(waits.onVirtualThreads()).isZero();
    Path page = folder.resolve("waits.html");
    waits.write(OutputFolder.at(folder), "waits.html", "cell", "A note.");
    assertThat(page).content().contains("nanoseconds waited", "A note.");
    assertThat(FlamePage.stacks(page))
        .anySatisfy(
            stack -> {
              assertThat(stack).contains("dev.threadmill.results.RecordedProfilesTest.waitHere");
              assertThat(Long.parseLong(stack.substring(stack.lastIndexOf(' ') + 1)))
                  .isGreaterThanOrEqualTo(1_000_000);
            });
  }

  @Test
  void aWorkerThatHasNothingToDoIsNoWait() throws Exception {
    var recorded =
        RecordedProfiles.read(
            recordingOf(
                () -> {
                  waitHere();
                  var pool = Executors.newScheduledThreadPool(1);
                  pool.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get();
                  pool.shutdownNow();
                  assertThat(pool.awaitTermination(4, TimeUnit.MINUTES)).isTrue();
                }));
    Path page = folder.resolve("waits.html");
    recorded.of(ProfileKind.LOCKS).write(OutputFolder.at(folder), "waits.html", "cell", "");
    assertThat(FlamePage.stacks(page))
        .anySatisfy(stack -> assertThat(stack).contains("waitHere"))
        // This thread may wait for the lock of the pool that it closes, and that is a wait.
        .allSatisfy(stack -> assertThat(stack).doesNotContain("DelayedWorkQueue.take"));
  }

  @Test
  void nothingRecordedIsNoPicture() throws Exception {
    // Other threads of this JVM may park at any time: an event that no kind is made of.
    var recorded = RecordedProfiles.read(recordingOf("jdk.ThreadSleep", () -> {}));
    for (ProfileKind kind : ProfileKind.values()) {
      var samples = recorded.of(kind);
      assertThat(samples.samples()).as(kind.label()).isZero();
      assertThatThrownBy(() -> samples.write(OutputFolder.at(folder), "empty.html", "cell", ""))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(folder.resolve("empty.html")).doesNotExist();
  }

  @Test
  void whatIsNoRecordingIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("no.jfr"), "this is no recording");
    assertThatThrownBy(() -> RecordedProfiles.read(file)).isInstanceOf(IOException.class);
  }
}
