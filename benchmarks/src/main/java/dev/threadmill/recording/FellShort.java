package dev.threadmill.recording;

/// Says that a benchmark could not keep the rate that it was set, so that its latencies mean
/// nothing.
public final class FellShort extends IllegalStateException {
  private static final long serialVersionUID = 1;

  public FellShort(String sentence) {
    super(sentence);
  }
}
