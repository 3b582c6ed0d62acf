package dev.threadmill.results;

/// Says why a file or folder of results cannot be used, in one sentence for the user.
public final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unusable(String sentence) {
    super(sentence);
  }

  public Unusable(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
