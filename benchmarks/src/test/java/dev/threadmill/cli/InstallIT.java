package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that the jar installs itself as a command, and leaves alone what it did not write.
class InstallIT {
  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void makesAHomeWithASpaceInItsName() throws Exception {
    home = Files.createDirectory(folder.resolve("a user's home"));
  }

  private JarProcess.Ended install(String... more) throws Exception {
    return install(new JarProcess(folder), more);
  }

  private JarProcess.Ended install(JarProcess jar, String... more) throws Exception {
    var arguments = Stream.concat(Stream.of("install-completion"), Stream.of(more));
    try (jar) {
      return jar.with("HOME", home.toString())
          .with("XDG_DATA_HOME", "")
          .with("XDG_CONFIG_HOME", "relative/and/ignored")
          .with("ZDOTDIR", "")
          .run(arguments.toArray(String[]::new));
    }
  }

  private static String threadmill(Path launcher, Path folder, String... arguments)
      throws Exception {
    try (var command = JarProcess.of(folder, launcher.toString())) {
      var ended = command.with("JAVA_HOME", System.getProperty("java.home")).run(arguments);
      assertThat(ended.code()).as(ended.output()).isZero();
      return ended.output();
    }
  }

  @Test
  void itIsACommandAfterwards() throws Exception {
    var ended = install();
    assertThat(ended.code()).as(ended.output()).isZero();
    for (var file :
        new String[] {
          ".local/bin/threadmill",
          ".local/share/bash-completion/completions/threadmill",
          ".local/share/zsh/site-functions/_threadmill",
          ".config/fish/completions/threadmill.fish",
          ".local/share/man/man1/threadmill.1"
        }) {
      assertThat(home.resolve(file)).isRegularFile();
      assertThat(ended.output()).contains("Wrote " + home.resolve(file) + "\n");
    }
    assertThat(ended.output())
        .contains("export PATH=\"" + home.resolve(".local/bin") + ":$PATH\"")
        .contains("fpath=(\"" + home.resolve(".local/share/zsh/site-functions") + "\" $fpath)");
    var launcher = home.resolve(".local/bin/threadmill");
    assertThat(threadmill(launcher, folder, "--version")).contains("threadmill 0");
    assertThat(threadmill(launcher, folder, "list", "clock"))
        .contains("NANO_TIME  System.nanoTime, for durations.");
    assertThat(threadmill(launcher, folder, "list", "--include", "Clock.*read"))
        .contains("With --preset quick");
  }

  @Test
  void whatItWroteItReplaces() throws Exception {
    install();
    var launcher = home.resolve(".local/bin/threadmill");
    var written = Files.readString(launcher);
    Files.writeString(launcher, written.replaceFirst("jar=.*", "jar=/of/yesterday"));
    Files.writeString(home.resolve(".zshrc"), "fpath=(~/.local/share/zsh/site-functions $fpath)");
    var again =
        install(new JarProcess(folder).with("PATH", launcher.getParent() + ":/usr/bin:/bin"));
    assertThat(again.code()).isZero();
    assertThat(again.output()).doesNotContain("fpath", "export PATH");
    assertThat(launcher).hasContent(written);
  }

  @Test
  void aFileOfSomebodyElseIsLeftAloneAndNothingWritten() throws Exception {
    var foreign = home.resolve(".config/fish/completions/threadmill.fish");
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "# mine\n");
    var ended = install();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output().lines().filter(line -> !line.contains("continuing on")))
        .containsExactly(
            "threadmill: Nothing was installed: "
                + foreign
                + " is not from install-completion; move it away first");
    assertThat(foreign).hasContent("# mine\n");
    assertThat(home.resolve(".local")).doesNotExist();
  }

  @Test
  void aLinkThatLeadsNowhereIsSomebodysToo() throws Exception {
    var link = home.resolve(".local/bin/threadmill");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, folder.resolve("gone"));
    assertThat(install().code()).isEqualTo(2);
    assertThat(folder.resolve("gone")).doesNotExist();
  }

  @Test
  void aHomeThatCannotBeWrittenIsOneSentence() throws Exception {
    Files.writeString(home.resolve(".local"), "a file where a folder must be");
    var ended = install();
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output())
        .contains("threadmill: Cannot write " + home.resolve(".local/bin/threadmill"))
        .doesNotContain("fault of ours", "Wrote");
  }

  @Test
  void aPackageGetsItBelowItsPrefix() throws Exception {
    var prefix = folder.resolve("usr local");
    assertThat(install("--to", prefix.toString()).code()).isZero();
    assertThat(home).isEmptyDirectory();
    assertThat(prefix.resolve("share/fish/vendor_completions.d/threadmill.fish")).exists();
    assertThat(prefix.resolve("share/man/man1/threadmill.1")).content().startsWith(".TH");
    assertThat(threadmill(prefix.resolve("bin/threadmill"), folder, "--version"))
        .contains("threadmill 0");
  }

  @Test
  void aLauncherWhoseJarIsGoneSaysSo() throws Exception {
    install();
    var launcher = home.resolve(".local/bin/threadmill");
    var text = Files.readString(launcher);
    Files.writeString(launcher, text.replaceFirst("jar=.*", "jar=/of/yesterday"));
    try (var command = JarProcess.of(folder, launcher.toString())) {
      var ended = command.run("list");
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.output()).contains("/of/yesterday is gone").hasLineCount(1);
    }
  }
}
