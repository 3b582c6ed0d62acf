package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.threadmill.questions.Questions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that shells complete the command line, each by its own rules, and that `man` shows it.
class CompletionsTest {
  private static final Completions COMPLETIONS = new Completions(Threadmill.commandLine());

  @TempDir Path folder;

  /// What a program prints, which must be installed and must end well.
  private List<String> output(String program, String... arguments) throws Exception {
    assumeTrue(JarProcess.isInstalled(program), program + " is not installed");
    try (var process = JarProcess.of(folder, program)) {
      var ended = process.run(arguments);
      assertThat(ended.code()).as(ended.output()).isZero();
      return ended.output().lines().toList();
    }
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private List<String> bash(String... words) throws Exception {
    var asked =
        ". '%s'; compopt() { :; }; COMP_WORDS=(%s); COMP_CWORD=%s; _complete_threadmill; "
            + "printf '%%s\\n' \"${COMPREPLY[@]}\"";
    var line = String.join(" ", Stream.of(words).map(word -> "'" + word + "'").toList());
    return output(
        "bash",
        "--norc",
        "-c",
        asked.formatted(file("bash", COMPLETIONS.bash()), line, words.length - 1));
  }

  private List<String> fish(String line) throws Exception {
    return output(
        "fish",
        "--no-config",
        "-c",
        "source '%s'; complete -C '%s'".formatted(file("fish", COMPLETIONS.fish()), line));
  }

  @Test
  void bashCompletesCommandsOptionsAndValues() throws Exception {
    assertThat(bash("threadmill", "ru")).containsExactly("run");
    assertThat(bash("threadmill", "run", "--pre")).containsExactly("--preset", "--precision");
    assertThat(bash("threadmill", "run", "--preset", ""))
        .containsExactly("smoke", "quick", "standard", "runtimes", "audit", "thorough");
    assertThat(bash("threadmill", "list", "--format", "")).containsExactly("text", "json");
    assertThat(bash("threadmill", "list", "mut")).containsExactly("mutex-or-arc");
    assertThat(bash("threadmill", "help", "C1")).contains("C1", "C19").doesNotContain("C9");
    assertThat(bash("threadmill", "")).contains("run", "install-completion");
    assertThat(bash("threadmill", "--ver")).containsExactly("--version");
  }

  @Test
  void fishCompletesThemWithTheirMeaning() throws Exception {
    assertThat(fish("threadmill ru"))
        .containsExactly("run\tMeasures, and keeps every fork in a new folder below --out.");
    assertThat(fish("threadmill run --pre"))
        .extracting(line -> line.replaceFirst("\t.*", ""))
        .containsExactlyInAnyOrder("--preset", "--precision");
    assertThat(fish("threadmill run --preset "))
        .extracting(line -> line.replaceFirst("\t.*", ""))
        .containsExactlyInAnyOrder("smoke", "quick", "standard", "runtimes", "audit", "thorough");
    assertThat(fish("threadmill list mut"))
        .containsExactly("mutex-or-arc\tMutex or Arc: which is faster under contention?");
    Files.createDirectory(folder.resolve("a-run"));
    assertThat(fish("threadmill compare a-r")).containsExactly("a-run/");
    assertThat(fish("threadmill list a-r")).doesNotContain("a-run/");
  }

  /// Completes in a terminal of zsh's own, since zsh completes nowhere else.
  private List<String> zsh(String line) throws Exception {
    var asked =
        """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "PS1= PROMPT_EOL_MARK= TERM=dumb; unsetopt zle_bracketed_paste"
        zpty -w shell "autoload -Uz compinit; compinit -D -u; . '%s'; zstyle ':completion:*' menu no"
        zpty -w shell "fini() { print -r -- \\"<<\\$BUFFER>>\\"; exit }; zle -N fini; bindkey '^X' fini"
        zpty -w shell "print READY"
        zpty -r shell said '*READY*READY*'
        zpty -n -w shell $'%s\\t\\x18'
        zpty -r shell said '*>>*'
        print -r -- $said
        """;
    return output("zsh", "-f", "-c", asked.formatted(file("_threadmill", COMPLETIONS.zsh()), line));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "threadmill ru, threadmill run",
        "threadmill run --prese, threadmill run --preset=",
        "threadmill run --preset smo, threadmill run --preset smoke",
        "threadmill list mut, threadmill list mutex-or-arc",
        "threadmill list --format js, threadmill list --format json",
      })
  void zshCompletesThem(String typed, String completed) throws Exception {
    assertThat(zsh(typed)).anySatisfy(line -> assertThat(line).contains("<<" + completed));
  }

  @Test
  void scriptsHaveNoSyntaxErrors() throws Exception {
    assertThat(output("bash", "-n", file("bash", COMPLETIONS.bash()))).isEmpty();
    assertThat(output("zsh", "-n", file("zsh", COMPLETIONS.zsh()))).isEmpty();
    assertThat(output("fish", "-n", file("fish", COMPLETIONS.fish()))).isEmpty();
  }

  @Test
  void everyShellKnowsEveryCommandAndEveryQuestion() {
    var words =
        Stream.concat(
            Threadmill.commandLine().getSubcommands().keySet().stream(),
            Questions.all().stream().map(one -> one.id()));
    assertThat(words)
        .allSatisfy(
            word -> {
              assertThat(COMPLETIONS.bash()).containsPattern("\\b" + word + "\\b");
              assertThat(COMPLETIONS.zsh()).containsPattern("[ '(]" + word + "\\\\?:");
              assertThat(COMPLETIONS.fish()).contains(" -a " + word);
            });
  }

  @Test
  void theManualPageHasEveryCommandAndNoFault() throws Exception {
    var page = ManPage.of(Threadmill.commandLine());
    assertThat(page)
        .containsSubsequence(
            ".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH COMMANDS", ".SH OPTIONS")
        .containsSubsequence(".SH EXIT STATUS", ".SH EXAMPLES")
        .doesNotContain("%%", "${");
    assertThat(output("groff", "-man", "-ww", "-z", file("threadmill.1", page))).isEmpty();
    var plain = List.of("-man", "-Tascii", "-P-c", "-P-b", "-P-o", "-P-u", "threadmill.1");
    var shown = String.join("\n", output("groff", plain.toArray(String[]::new)));
    for (var command : Threadmill.commandLine().getSubcommands().keySet()) {
      assertThat(shown).contains("   " + command + " [OPTION...]");
    }
  }

  @Test
  void theExamplesOfTheManualPageAreCommands() {
    for (var example : ManPage.EXAMPLES) {
      Threadmill.commandLine().parseArgs(example.getKey().split(" "));
    }
  }
}
