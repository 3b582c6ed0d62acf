package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.cli.Sandbox.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The sandbox sees whatever a command does that it must not: each is planted here.
class SandboxTest {
  private static final Said FINE = new Said(0, "It is fine.\n", "");

  private Sandbox sandbox;

  @BeforeEach
  void open() throws IOException {
    sandbox = new Sandbox(20_000);
    sandbox.put(
        Map.of(
            "run/run.json",
            new Node.Bytes("{}".getBytes(StandardCharsets.UTF_8)),
            "run/report.md",
            new Node.Link("$/mine/page.md")));
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private List<String> faults(Callable<Said> command) {
    return sandbox.call(
        command, Sandbox::isPlain, (said, name, isNew) -> name.startsWith("out"), said -> {});
  }

  private interface Deed {
    void done() throws IOException;
  }

  private List<String> faultsOf(Deed deed) {
    return faults(
        () -> {
          deed.done();
          return FINE;
        });
  }

  @Test
  void aCommandThatKeepsToTheRulesHasNoFault() {
    assertThat(
            faultsOf(
                () -> {
                  Files.createDirectories(sandbox.out());
                  Files.writeString(
                      sandbox.out().resolve("report.html"), "<script>ours()</script>");
                }))
        .isEmpty();
    assertThat(faults(() -> new Said(2, "", "threadmill: There is no run\n"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[2J", "\u009b", "\u202e", "\u0000", "\r", "\u200b", "\u2028"})
  void aControlCharacterIsSeen(String printed) {
    assertThat(faults(() -> new Said(0, "a" + printed + "b\n", "")))
        .containsExactly("it printed U+%04X".formatted((int) printed.charAt(0)));
    assertThat(faults(() -> new Said(2, "", "threadmill: a" + printed + "b\n"))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3, threadmill: It failed",
    "1, threadmill: It is slower",
    "2, It has no name before it",
    "2, ''",
    "2, 'threadmill: One.\nthreadmill: Two.'",
    "2, 'threadmill: Odd.\n\tat dev.threadmill.cli.Threadmill.main(Threadmill.java:1)'",
    "2, threadmill: java.lang.NullPointerException: null",
    "2, threadmill: Odd; this is a fault of ours",
    "2, 'threadmill: No.\nForged, with a line of its own'",
  })
  void anEndThatIsNoneIsSeen(int code, String err) {
    assertThat(faults(() -> new Said(code, "", err))).isNotEmpty();
  }

  @Test
  void aSentenceWithoutEndIsSeen() {
    assertThat(faults(() -> new Said(2, "", "threadmill: " + "long ".repeat(2000)))).isNotEmpty();
  }

  @Test
  void whatIsWrittenElsewhereIsSeen() {
    var run = sandbox.in("run");
    assertThat(faultsOf(() -> Files.writeString(run.resolve("run.json"), "{ }")))
        .containsExactly("it changed in/run/run.json");
    assertThat(faultsOf(() -> Files.writeString(run.resolve("jmh.json"), "[]")))
        .containsExactly("it wrote in/run/jmh.json");
    assertThat(faultsOf(() -> Files.delete(run.resolve("jmh.json"))))
        .containsExactly("it changed in/run/jmh.json");
    assertThat(faultsOf(() -> Files.writeString(run.resolve("report.md"), "# Theirs")))
        .as("through a link")
        .containsExactly("it changed mine/page.md");
    assertThat(faultsOf(() -> Files.delete(run.resolve("report.md"))))
        .containsExactly("it changed in/run/report.md");
  }

  @Test
  void whatIsToldOfTheUsersOwnFilesIsSeen() throws IOException {
    var secret = Files.readString(sandbox.in("../mine/secret.txt").normalize()).strip();
    assertThat(faults(() -> new Said(2, "", "threadmill: No token '" + secret + "'\n")))
        .containsExactly("it echoes the user's own file");
    assertThat(page("report.md", secret)).containsExactly("report.md has the user's own words");
  }

  @Test
  void aStrangersScriptInAPageIsSeen() {
    assertThat(page("report.html", "<p><script>forged()</script>")).hasSize(1);
    assertThat(page("a.svg", "<img src=x onerror=forged()>")).hasSize(2);
  }

  private List<String> page(String name, String text) {
    return faultsOf(
        () -> {
          Files.createDirectories(sandbox.out());
          Files.writeString(sandbox.out().resolve(name), text);
        });
  }

  @Test
  void aCommandThatThrowsOrHangsIsSeen() throws IOException {
    assertThat(
            faults(
                () -> {
                  throw new StackOverflowError();
                }))
        .containsExactly("it threw java.lang.StackOverflowError");
    try (var hasty = new Sandbox(50)) {
      var never = new CountDownLatch(1);
      assertThat(
              hasty.call(
                  () -> {
                    never.await();
                    return FINE;
                  },
                  Sandbox::isPlain,
                  Sandbox.Writes.NOTHING,
                  said -> {}))
          .singleElement()
          .asString()
          .startsWith("it did not end: ")
          .contains("CountDownLatch.await");
      never.countDown();
    }
  }

  @Test
  void whatIsPrintedPastTheWritersIsSeen() {
    assertThat(faultsOf(() -> System.err.print("[WARN] Odd")))
        .containsExactly("it printed past its writers: [WARN] Odd");
  }

  @Test
  void whatIsStartedIsWrittenDown() throws Exception {
    var java = sandbox.onOwnJdk(() -> Path.of(System.getProperty("java.home"), "bin", "java"));
    assertThat(new ProcessBuilder(java.toString(), "-version").start().waitFor()).isEqualTo(1);
    assertThat(sandbox.starts()).isEqualTo("-version\n");
  }
}
