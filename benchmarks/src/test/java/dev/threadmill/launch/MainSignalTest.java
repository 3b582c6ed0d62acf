package dev.threadmill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.Interruptible;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The child holds a connection to the test: as long as it is open the child lives. Its process id
/// says so only while the launcher is there to wait for it: without, a dead child may look alive.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class MainSignalTest {
  private static StandIn standIn;
  @TempDir Path folder;
  private ServerSocket server;

  @BeforeAll
  static void compile(@TempDir Path classes) throws Exception {
    standIn = new StandIn(classes);
  }

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  @Test
  void terminationReachesTheChildAndGives143() throws Exception {
    try (var launched = new Launched(stay())) {
      launched.launcher.destroy();

      assertThat(launched.launcher.waitFor()).isEqualTo(143);
      assertThat(launched.childLooksAlive()).as("the launcher waited for the child").isFalse();
      assertThat(launched.childHasEnded()).isTrue();
    }
  }

  @Test
  void interruptReachesTheChildAndGives130() throws Exception {
    var launch = stay();
    launch.command(Interruptible.command(launch.command()));
    try (var launched = new Launched(launch)) {
      signal("INT", launched.launcher.pid());

      assertThat(launched.launcher.waitFor()).isEqualTo(130);
      assertThat(launched.childLooksAlive()).as("the launcher waited for the child").isFalse();
      assertThat(launched.childHasEnded()).isTrue();
    }
  }

  @Test
  void killedLauncherTakesTheChildAlong() throws Exception {
    try (var launched = new Launched(stay())) {
      launched.launcher.destroyForcibly();

      assertThat(launched.childHasEnded()).isTrue();
    }
  }

  @Test
  void killedChildGives137() throws Exception {
    try (var launched = new Launched(stay())) {
      signal("KILL", launched.childPid);

      assertThat(launched.launcher.waitFor()).isEqualTo(137);
    }
  }

  @Test
  void childWhoseLauncherIsGoneBeforeItLooksDoesNotStartToWork() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    ProcessBuilder launch = standIn.onThisJava(StandIn.Act.EXIT, 0);
    launch.environment().put("THREADMILL_LAUNCHER_PID", String.valueOf(gone.pid()));

    assertThat(Ended.of(launch, folder, "").exitCode()).isEqualTo(137);
  }

  @Test
  void furtherProcessThatInheritsTheVariableIsNotBoundToTheLauncher() throws Exception {
    // A process that lives, and is not the parent of what is started below.
    Process other = new ProcessBuilder("cat").start();
    try {
      ProcessBuilder launch = stay();
      launch.command(standIn.onThisJava("STAY", server.getLocalPort()).command());
      launch.environment().put("THREADMILL_LAUNCHER_PID", String.valueOf(other.pid()));
      try (var launched = new Launched(launch)) {
        other.destroyForcibly().waitFor();
        launched.child.getOutputStream().write('\n');

        assertThat(launched.launcher.waitFor()).isZero();
      }
    } finally {
      other.destroyForcibly();
    }
  }

  private ProcessBuilder stay() {
    return standIn.onOldJava(StandIn.Act.STAY, server.getLocalPort());
  }

  private static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  /// A launcher whose child has come up and is connected to the test.
  private final class Launched implements AutoCloseable {
    final Process launcher;
    final Socket child;
    final long childPid;
    private final BufferedReader fromChild;

    Launched(ProcessBuilder launch) throws IOException {
      launcher =
          launch.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
      child = server.accept();
      fromChild = new BufferedReader(new InputStreamReader(child.getInputStream()));
      childPid = Long.parseLong(fromChild.readLine());
    }

    /// Waits for the end of the connection, which only the end of the child brings.
    boolean childHasEnded() throws IOException {
      try {
        return fromChild.read() == -1;
      } catch (SocketException reset) {
        return true;
      }
    }

    boolean childLooksAlive() {
      return ProcessHandle.of(childPid).isPresent();
    }

    @Override
    public void close() throws IOException {
      launcher.destroyForcibly();
      child.close();
    }
  }
}
