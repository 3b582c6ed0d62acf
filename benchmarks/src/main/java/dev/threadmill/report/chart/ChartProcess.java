package dev.threadmill.report.chart;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A JVM beside this one in which a [ChartProgram] makes pictures, one after the other.
///
/// A chart may come from a stranger. One that loops, needs memory without end or crashes the
/// native engine costs its own picture: this JVM and its report go on, with another process for the
/// pictures that follow. The process ends with this one at the latest, since its input ends then.
final class ChartProcess implements AutoCloseable {
  /// How long a picture may take.
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// How large a picture may be, in MiB.
  private static final int LARGEST = 32;

  /// How much memory the JVM and its engine may use for their objects, in MiB each.
  static final int MEMORY = 512;

  /// How many pictures may cost their process: a folder of such charts must not take all day.
  private static final int MOST_LOST = 3;

  /// How long a process may take to load. It is our own doing, on a machine that may be busy.
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final ChartProgram.Craft craft;

  /// Talks to the process, so that this side can give up at its limit.
  private final ExecutorService hand =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("chart-process").factory());

  private @Nullable Process process;
  private boolean loaded;
  private int lost;

  private ChartProcess(ChartProgram.Craft craft) {
    this.craft = craft;
  }

  /// Starts a process, and returns while it loads.
  static ChartProcess start(ChartProgram.Craft craft) {
    var started = new ChartProcess(craft);
    try {
      started.process = started.launch();
    } catch (IOException e) {
      // It is tried again where the first picture is wanted, and said there.
    }
    return started;
  }

  /// Waits until the process has loaded.
  ///
  /// @return why nothing can be made here; empty if something can
  synchronized Optional<String> whyNot() {
    try {
      ready();
      return Optional.empty();
    } catch (NoPictureException e) {
      return Optional.of(e.reason());
    }
  }

  /// Makes a picture.
  ///
  /// @throws NoPictureException if there is none, with the reason
  synchronized byte[] make(byte[] order) throws NoPictureException {
    if (lost >= MOST_LOST) {
      throw new NoPictureException(
          craft.work + " was not tried, because " + lost + " before it were given up");
    }
    var ready = ready();
    return within(LIMIT, craft.work, () -> exchange(ready, order));
  }

  private Process ready() throws NoPictureException {
    if (process != null && loaded && process.isAlive()) {
      return process;
    }
    try {
      var fresh = process == null || loaded ? launch() : process;
      process = fresh;
      loaded = false;
      within(START_LIMIT, "starting a process for charts", () -> answer(fresh));
      loaded = true;
      return fresh;
    } catch (IOException e) {
      throw new NoPictureException("no process for charts starts", e);
    } finally {
      if (!loaded) {
        end();
      }
    }
  }

  private Process launch() throws IOException {
    var temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    var builder =
        new ProcessBuilder(command(temporary))
            // Whatever a crash leaves behind is not left among the user's files.
            .directory(temporary.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", classPath());
    return builder.start();
  }

  private List<String> command(Path temporary) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + MEMORY + "m",
        // It lives for a second or two.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        // Its output is for answers, and a crash writes no files.
        "-Xlog:disable",
        "-XX:+DisplayVMOutputToStderr",
        "-XX:+SuppressFatalErrorMessage",
        "-XX:-CreateCoredumpOnCrash",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        "-Djava.io.tmpdir=" + temporary,
        "-Duser.home=" + System.getProperty("user.home"),
        ChartProgram.class.getName(),
        craft.name());
  }

  /// That of this JVM, for a process in another folder.
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static byte[] exchange(Process process, byte[] order)
      throws IOException, NoPictureException {
    var out = new DataOutputStream(process.getOutputStream());
    out.writeInt(order.length);
    out.write(order);
    out.flush();
    return answer(process);
  }

  private static byte[] answer(Process process) throws IOException, NoPictureException {
    var in = new DataInputStream(process.getInputStream());
    boolean made = in.readBoolean();
    int length = in.readInt();
    if (length < 0 || length > LARGEST << 20) {
      throw new StreamCorruptedException("gave more than " + LARGEST + " MB, and was given up");
    }
    var bytes = new byte[length];
    in.readFully(bytes);
    if (!made) {
      throw new NoPictureException(ChartProgram.text(bytes));
    }
    return bytes;
  }

  /// What the process answers, if it does in time. One that does not is of no further use.
  private byte[] within(Duration limit, String work, Callable<byte[]> exchange)
      throws NoPictureException {
    var answer = hand.submit(exchange);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw lose(work + " took longer than " + limit.toSeconds() + " s, and was given up");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NoPictureException none) {
        throw none;
      }
      throw e.getCause() instanceof StreamCorruptedException large
          ? lose(work + " " + large.getMessage())
          : lose(work + " crashed, or needed more than " + MEMORY + " MB of memory");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lose(work + " was interrupted");
    }
  }

  private NoPictureException lose(String reason) {
    end();
    lost++;
    return new NoPictureException(reason);
  }

  private void end() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }

  @Override
  public synchronized void close() {
    end();
    hand.shutdown();
  }

  /// Says why there is no picture, as the rest of a sentence about it.
  static final class NoPictureException extends Exception {
    private static final long serialVersionUID = 1;

    NoPictureException(String reason) {
      super(reason);
    }

    /// With what lies behind it, which others may have wrapped. Of a file only the name is told:
    /// its folder may name a person, and a page is read by others.
    NoPictureException(String reason, Throwable failure) {
      this(reason + " (" + lastCause(failure) + ")");
    }

    private static String lastCause(Throwable failure) {
      var cause = failure;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName())
          .replaceAll("\\S*[/\\\\](?=\\S)", "")
          .strip();
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
