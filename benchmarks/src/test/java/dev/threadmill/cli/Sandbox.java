package dev.threadmill.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A folder of a stranger's files, with files of the user's beside it that nobody may touch, and
/// what a command may do there.
///
///     in/      what the stranger sent
///     out/     where the command may write
///     mine/    the user's own files, to which links of the stranger lead
///     jdk/     a JDK whose `java` writes down how it was started, and fails
final class Sandbox implements AutoCloseable {
  /// What stands in the user's own file.
  private static final String SECRET = "wq7-my-own-words";

  private static final int LONGEST_LINE = 2_100;
  private static final Pattern TRACE =
      Pattern.compile(
          "(?m)^\\s+at [\\w.$/]+\\(|\\b(java|com\\.fasterxml|picocli)\\.\\w+\\."
              + "|\\bdev\\.threadmill\\.(launch|machine|stats|results|comparison|questions|analysis"
              + "|runner|lane|proof|report|cli|recording)\\.|Exception\\b");

  private static final Pattern DAMAGE =
      Pattern.compile("threadmill: .*\\blines? .*\\b(is|are) damaged .*(\\bused|…)");

  /// What a node of the stranger's tree is.
  sealed interface Node {
    record Bytes(byte[] content) implements Node {}

    record Link(String target) implements Node {}

    record Folder() implements Node {}
  }

  /// What a command may write after it said that, by the name below this folder.
  @FunctionalInterface
  interface Writes {
    Writes NOTHING = (said, name, isNew) -> false;

    boolean may(Said said, String name, boolean isNew);
  }

  private final Path root;
  private final long mostMillis;
  private final String tmpdir = System.getProperty("java.io.tmpdir");

  Sandbox(long mostMillis) throws IOException {
    this.mostMillis = mostMillis;
    // Commands force what they write to disk, which takes no time in memory.
    var memory = Path.of("/dev/shm");
    root =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "sandbox")
            : Files.createTempDirectory("sandbox").toRealPath();
    Files.createDirectories(root.resolve("mine"));
    Files.writeString(root.resolve("mine/secret.txt"), SECRET + "\n");
    Files.writeString(root.resolve("mine/page.md"), "# Mine\n");
    pipe(root.resolve("mine/pipe"));
    var java = root.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho \"$@\" >> '" + started() + "'\nexit 1\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    var real = Path.of(System.getProperty("java.home"));
    for (var name : List.of("lib", "conf", "release")) {
      Files.createSymbolicLink(root.resolve("jdk").resolve(name), real.resolve(name));
    }
    Files.createDirectories(root.resolve("tmp"));
    System.setProperty("java.io.tmpdir", root.resolve("tmp").toString());
  }

  /// A pipe that nobody writes to: a reader would wait for ever.
  private static void pipe(Path path) throws IOException {
    try {
      new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Path in(String name) {
    return root.resolve("in").resolve(name);
  }

  Path out() {
    return root.resolve("out");
  }

  private Path started() {
    return root.resolve("tmp/started.log");
  }

  /// Makes `in` anew, and `out` empty.
  void put(Map<String, Node> tree) {
    try {
      delete(root.resolve("in"));
      delete(out());
      Files.deleteIfExists(started());
      Files.createDirectories(root.resolve("in"));
      for (var node : tree.entrySet()) {
        var path = in(node.getKey());
        Files.createDirectories(path.getParent());
        switch (node.getValue()) {
          case Node.Bytes bytes -> Files.write(path, bytes.content());
          case Node.Link link ->
              Files.createSymbolicLink(path, Path.of(link.target().replace("$", root.toString())));
          case Node.Folder folder -> Files.createDirectories(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a stranger puts in the place of a file: a link, a folder, nothing.
  static void replace(Map<String, Node> tree, String name, Random random) {
    switch (random.nextInt(10)) {
      case 0 -> tree.put(name, new Node.Link("$/mine/secret.txt"));
      case 1 -> tree.put(name, new Node.Link("$/mine"));
      case 2 -> tree.put(name, new Node.Link("$/mine/nothing"));
      case 3 -> tree.put(name, new Node.Link(name.substring(name.lastIndexOf('/') + 1)));
      case 4 -> tree.put(name, new Node.Folder());
      case 5 -> tree.put(name, new Node.Bytes(new byte[0]));
      case 6 -> tree.put(name, new Node.Link("/dev/null"));
      case 7 -> tree.put(name, new Node.Link("/dev/zero"));
      case 8 -> tree.put(name, new Node.Link("$/mine/pipe"));
      default -> tree.remove(name);
    }
  }

  /// Runs a command and says what it did that it must not.
  ///
  /// @param endsWell whether it may end so
  /// @param writes what it may write
  /// @param end gets what it said, unless it hung
  List<String> call(
      Callable<Said> command, Predicate<Said> endsWell, Writes writes, Consumer<Said> end) {
    var before = snapshot();
    var task = new FutureTask<>(command);
    var past = new ByteArrayOutputStream(); // the writers that a command has
    var streams = new PrintStream[] {System.out, System.err};
    System.setOut(new PrintStream(past, true, StandardCharsets.UTF_8));
    System.setErr(System.out);
    var thread = Thread.ofPlatform().daemon().name("command").start(task);
    Said said;
    try {
      said = task.get(mostMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return List.of("it did not end: " + stack(thread));
    } catch (ExecutionException e) {
      return List.of("it threw " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("the test was interrupted");
    } finally {
      System.setOut(streams[0]);
      System.setErr(streams[1]);
    }
    end.accept(said);
    var faults = wording(said, endsWell);
    if (past.size() > 0) {
      faults.add("it printed past its writers: " + cut(past.toString(StandardCharsets.UTF_8)));
    }
    var after = snapshot();
    before.forEach(
        (name, state) -> {
          if (!state.equals(after.remove(name)) && !writes.may(said, name, false)) {
            faults.add("it changed " + name);
          }
        });
    after.keySet().stream()
        .filter(name -> !writes.may(said, name, true))
        .forEach(name -> faults.add("it wrote " + name));
    faults.addAll(leaks());
    return faults;
  }

  private static String stack(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .limit(30)
        .map(String::valueOf)
        .collect(Collectors.joining("\n  "));
  }

  static List<String> wording(Said said, Predicate<Said> endsWell) {
    List<String> faults = new ArrayList<>();
    if (!endsWell.test(said)) {
      faults.add("it ended with " + said.code() + " and: " + cut(said.err()));
    }
    var all = said.out() + said.err();
    all.codePoints()
        .filter(Sandbox::isControl)
        .distinct()
        .forEach(c -> faults.add("it printed U+%04X".formatted(c)));
    if (TRACE.matcher(said.err()).find() || all.contains("a fault of ours")) {
      faults.add("its words are of a program: " + cut(said.err()));
    }
    if (all.lines().anyMatch(line -> line.startsWith(Change.FORGED_LINE))) {
      faults.add("a stranger's line stands as one of ours");
    }
    if (said.err().lines().anyMatch(line -> line.length() > LONGEST_LINE)) {
      faults.add("it says too much: " + cut(said.err()));
    }
    if (all.contains(SECRET)) {
      faults.add("it echoes the user's own file");
    }
    return faults;
  }

  /// Exit code 0, or 2 with one sentence.
  static boolean isPlain(Said said) {
    var refusals = refusals(said);
    return said.code() == 0 && refusals.isEmpty()
        || said.code() == 2
            && refusals.size() == 1
            && refusals.getFirst().startsWith("threadmill: ");
  }

  /// What stands on the error stream beside the lines that were damaged and passed over.
  static List<String> refusals(Said said) {
    return said.err().lines().filter(line -> !DAMAGE.matcher(line).matches()).toList();
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\t';
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  private static String cut(String text) {
    return text.length() < 600 ? text : text.substring(0, 600) + "...";
  }

  /// What stands in pages that were written.
  private List<String> leaks() {
    List<String> faults = new ArrayList<>();
    if (!Files.isDirectory(out())) {
      return faults;
    }
    walk(
        out(),
        (file, attributes) -> {
          if (!attributes.isRegularFile() || file.toString().endsWith(".png")) {
            return;
          }
          var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
          var name = String.valueOf(file.getFileName());
          if (text.contains(SECRET)) {
            faults.add(name + " has the user's own words");
          }
          if (!name.endsWith(".md")
              && (text.contains("<script>" + Change.FORGED_SCRIPT)
                  || text.contains("<img src=x onerror"))) {
            faults.add(name + " has a stranger's script");
          }
        });
    return faults;
  }

  private interface Visit {
    void of(Path file, BasicFileAttributes attributes) throws IOException;
  }

  private static void walk(Path top, Visit visit) {
    try {
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              visit.of(folder, attributes);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              visit.of(file, attributes);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything here save temporary files, by its name.
  private Map<String, String> snapshot() {
    Map<String, String> all = new TreeMap<>();
    for (var part : List.of("in", "mine", "jdk", "out")) {
      var top = root.resolve(part);
      if (Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
        walk(
            top,
            (file, attributes) -> {
              var name = root.relativize(file).toString();
              all.put(
                  name,
                  attributes.isSymbolicLink()
                      ? "link to " + Files.readSymbolicLink(file)
                      : attributes.isRegularFile() ? checksum(file) : "folder");
            });
      }
    }
    return all;
  }

  private static String checksum(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    return bytes.length + " " + Arrays.hashCode(bytes);
  }

  /// How forks were started since the files were put there.
  String starts() {
    try {
      return Files.exists(started()) ? Files.readString(started()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs it with the JDK of this sandbox in place of the real one.
  <T> T onOwnJdk(Callable<T> command) throws Exception {
    var home = System.setProperty("java.home", root.resolve("jdk").toString());
    try {
      return command.call();
    } finally {
      System.setProperty("java.home", home);
    }
  }

  /// Keeps a copy of what a command failed on.
  Path keep(Path folder) {
    try {
      delete(folder);
      walk(
          root,
          (file, attributes) -> {
            var target = folder.resolve(root.relativize(file).toString());
            if (file.startsWith(root.resolve("tmp"))) {
              return;
            }
            if (attributes.isDirectory()) {
              Files.createDirectories(target);
            } else if (!attributes.isOther()) {
              Files.copy(file, target, LinkOption.NOFOLLOW_LINKS);
            }
          });
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path top) throws IOException {
    if (Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> all = new ArrayList<>();
      walk(top, (file, attributes) -> all.add(file));
      all.sort(Comparator.reverseOrder());
      for (var file : all) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() {
    System.setProperty("java.io.tmpdir", tmpdir);
    try {
      delete(root);
    } catch (IOException e) {
      // A command that did not end may write there yet.
    }
  }
}
