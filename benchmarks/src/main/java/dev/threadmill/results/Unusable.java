package dev.threadmill.results;

import java.util.List;

/// Says why a file or folder of results cannot be used, in one sentence for the user; of several
/// faults in a file each in its own.
public final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> sentences;

  public Unusable(String sentence) {
    super(sentence);
    sentences = List.of(sentence);
  }

  public Unusable(String sentence, Throwable cause) {
    super(sentence, cause);
    sentences = List.of(sentence);
  }

  /// @param sentences at least one
  public Unusable(List<String> sentences) {
    super(String.join("\n", sentences));
    this.sentences = List.copyOf(sentences);
  }

  /// What to say, each in a line.
  public List<String> sentences() {
    return sentences;
  }
}
