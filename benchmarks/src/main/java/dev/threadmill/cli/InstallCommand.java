package dev.threadmill.cli;

import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.ThisJar;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "install-completion",
    description = {
      "Installs the command threadmill, which runs this jar, with completion for bash, zsh and fish"
          + " and a manual page.",
      "It replaces files that it wrote itself, and no others."
    })
final class InstallCommand extends Subcommand {
  /// By this line a file is known as one that may be replaced.
  private static final String MARK = "Written by threadmill install-completion, which replaces it.";

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description =
          "The folder that gets bin and share, such as /usr/local (~/.local, and ~/.config for"
              + " fish).")
  @Nullable Path to;

  /// A file to install.
  ///
  /// @param comment how its language begins a comment
  private record Part(Path file, String comment, String text, boolean executable) {
    /// The text with the mark in its second line, since a first line may be for who runs it.
    String marked() {
      return text.replaceFirst("\n", Matcher.quoteReplacement("\n" + comment + MARK + "\n"));
    }

    /// Whether there is something else; also what nobody can read is somebody's.
    boolean isForeign() {
      try {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
            && !Files.readString(file, StandardCharsets.ISO_8859_1).contains(MARK);
      } catch (IOException e) {
        return true;
      }
    }

    void write() throws IOException {
      OutputFolder.at(file.resolveSibling("")).write(String.valueOf(file.getFileName()), marked());
      if (executable && !file.toFile().setExecutable(true, false)) {
        throw new IOException("it cannot be made executable");
      }
    }
  }

  @Override
  public Integer call() {
    var jar = ThisJar.path();
    if (!Files.isRegularFile(jar)) {
      throw new Unusable("There is no jar to install: " + jar + " is a folder of classes");
    }
    var places =
        to == null ? Places.ofUser(System.getenv()) : Places.below(to.toAbsolutePath().normalize());
    var parts = parts(places, jar);
    for (var part : parts) {
      if (part.isForeign()) {
        throw new Unusable(
            "Nothing was installed: "
                + part.file()
                + " is not from install-completion; move it away first");
      }
    }
    for (var part : parts) {
      try {
        part.write();
      } catch (IOException e) {
        throw new Unusable(
            "Cannot write "
                + part.file()
                + ": "
                + ReportCommand.reason(e)
                + "; --to names another folder",
            e);
      }
      out().println("Wrote " + part.file());
    }
    next(places, spec.parent().name()).forEach(out()::println);
    return 0;
  }

  private List<Part> parts(Places places, Path jar) {
    var program = spec.parent().commandLine();
    var name = program.getCommandName();
    var completions = new Completions(program);
    return List.of(
        new Part(places.bin().resolve(name), "# ", launcher(jar), true),
        new Part(places.bash().resolve(name), "# ", completions.bash(), false),
        new Part(places.zsh().resolve("_" + name), "# ", completions.zsh(), false),
        new Part(places.fish().resolve(name + ".fish"), "# ", completions.fish(), false),
        new Part(places.man().resolve(name + ".1"), ".\\\" ", ManPage.of(program), false));
  }

  private static String launcher(Path jar) {
    return """
    #!/bin/sh
    jar=%s
    if [ ! -f "$jar" ]; then
      echo "threadmill: $jar is gone; run install-completion again from where it is now" >&2
      exit 2
    fi
    java=java
    if [ -n "$JAVA_HOME" ] && [ -x "$JAVA_HOME/bin/java" ]; then
      java=$JAVA_HOME/bin/java
    fi
    exec "$java" -jar "$jar" "$@"
    """
        .formatted("'" + jar.toString().replace("'", "'\\''") + "'");
  }

  /// What is left to do, as lines to print.
  private static List<String> next(Places places, String name) {
    List<String> lines = new ArrayList<>();
    lines.add("In a new shell, type threadmill, a space, and Tab. For the manual: man threadmill");
    var environment = System.getenv();
    var path = environment.getOrDefault("PATH", "").split(File.pathSeparator);
    if (!List.of(path).contains(places.bin().toString())) {
      lines.add(
          "For the PATH, add to your shell's startup file: export PATH=\""
              + places.bin()
              + ":$PATH\"");
    }
    if (!places.isKnownToZsh(environment)) {
      lines.add("For zsh, add to .zshrc before compinit: fpath=(\"" + places.zsh() + "\" $fpath)");
    }
    lines.add(
        "For bash without its package bash-completion, add to .bashrc: . \""
            + places.bash().resolve(name)
            + "\"");
    return lines;
  }
}
