package dev.threadmill.runner;

/// The user's home folder, which run folders must not name: they are published.
final class HomeFolder {
  private static final String HOME = System.getProperty("user.home");

  private HomeFolder() {}

  static String hidden(String text) {
    return text.replace(HOME, "~");
  }

  static String restored(String text) {
    return text.startsWith("~") ? HOME + text.substring(1) : text;
  }
}
