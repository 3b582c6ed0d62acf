package dev.threadmill.launch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of Java, such as `25.0.3+9-LTS`, `28-ea+18` or, before Java 9, `1.8.0_402-b06`.
final class JavaVersion {
  /// The first feature release that can run the suite, and itself one with long-term support.
  static final int OLDEST = 21;

  private static final int FEATURES_BETWEEN_LTS = 4;

  /// Long-term support first, then the newer. One measures on what others run in production, and
  /// numbers from a release that is gone in six months age badly.
  static final Comparator<JavaVersion> PREFERRED_FIRST =
      Comparator.comparing(JavaVersion::isLts)
          .thenComparing(JavaVersion::compareNumbers)
          .reversed();

  // The number, then a hyphen if this is a pre-release: an option such as -LTS follows the build.
  private static final Pattern FORM =
      Pattern.compile("(?:1\\.)?([0-9]{1,4}(?:\\.[0-9]{1,4})*)(-)?.*");

  private final String text;
  private final List<Integer> numbers;
  private final boolean preRelease;

  private JavaVersion(String text, List<Integer> numbers, boolean preRelease) {
    this.text = text;
    this.numbers = numbers;
    this.preRelease = preRelease;
  }

  static Optional<JavaVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<Integer> numbers = new ArrayList<>();
    for (String number : matcher.group(1).split("\\.")) {
      numbers.add(Integer.valueOf(number));
    }
    return Optional.of(new JavaVersion(text, numbers, matcher.group(2) != null));
  }

  /// The version of the Java that runs this.
  static JavaVersion running() {
    String text = System.getProperty("java.version");
    return parse(text).orElseThrow(() -> new IllegalStateException("java.version is " + text));
  }

  int feature() {
    return numbers.get(0);
  }

  boolean isNewEnough() {
    return feature() >= OLDEST;
  }

  /// Whether vendors support this release for years: every second year's since Java 21. An
  /// early-access build of such a release is not one yet.
  boolean isLts() {
    return isNewEnough() && (feature() - OLDEST) % FEATURES_BETWEEN_LTS == 0 && !preRelease;
  }

  private int compareNumbers(JavaVersion other) {
    int shared = Math.min(numbers.size(), other.numbers.size());
    for (int i = 0; i < shared; i++) {
      int order = numbers.get(i).compareTo(other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(numbers.size(), other.numbers.size());
  }

  @Override
  public String toString() {
    return text;
  }
}
