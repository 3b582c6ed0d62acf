package dev.threadmill.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The folders in which shells look for commands, and for how to complete them.
record Places(Path bin, Path bash, Path zsh, Path fish, Path man) {
  /// Those of a prefix, for packages: `/usr/local` is one.
  static Places below(Path prefix) {
    return of(prefix, prefix.resolve("share"), prefix.resolve("share/fish/vendor_completions.d"));
  }

  /// Those of a user, by the XDG specification; macOS has the same.
  static Places ofUser(Map<String, String> environment) {
    var home = home(environment);
    var local = home.resolve(".local");
    return of(
        local,
        folder(environment.get("XDG_DATA_HOME"), local.resolve("share")),
        folder(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"))
            .resolve("fish/completions"));
  }

  private static Places of(Path prefix, Path share, Path fish) {
    return new Places(
        prefix.resolve("bin"),
        share.resolve("bash-completion/completions"),
        share.resolve("zsh/site-functions"),
        fish,
        share.resolve("man/man1"));
  }

  private static Path home(Map<String, String> environment) {
    return folder(environment.get("HOME"), Path.of(System.getProperty("user.home")));
  }

  /// The specification says to ignore what is not absolute.
  private static Path folder(@Nullable String named, Path usual) {
    return named != null && Path.of(named).isAbsolute() ? Path.of(named) : usual;
  }

  /// Whether the startup file of zsh names its folder.
  boolean isKnownToZsh(Map<String, String> environment) {
    var home = home(environment);
    var startup = folder(environment.get("ZDOTDIR"), home).resolve(".zshrc");
    var below = (zsh.startsWith(home) ? home.relativize(zsh) : zsh).toString();
    try {
      return Files.isRegularFile(startup)
          && new String(Files.readAllBytes(startup), StandardCharsets.ISO_8859_1).contains(below);
    } catch (IOException e) {
      return false;
    }
  }
}
