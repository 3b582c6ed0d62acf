package dev.threadmill.recording;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.results.ScalarResult;

/// Takes numbers that a benchmark reports beside its score, each with a unit of its own.
///
/// JMH's auxiliary counters know no units and no maxima. The last number that is reported under a
/// name in an iteration is the one that counts.
public final class Metrics extends IterationProfiler {
  /// The operations a second that a benchmark works at by a schedule, where it has one.
  public static final String SET_RATE = "rate.target";

  /// The most operations a second that the conditions allow, whoever does them.
  public static final String CEILING = "ceiling";

  private record Latest(double number, String unit) {}

  private static final Map<String, Latest> REPORTED = new ConcurrentHashMap<>();

  /// Reports a number for the running iteration. May be called by any thread.
  ///
  /// @param name the name in results, such as `share.min`
  public static void report(String name, double number, String unit) {
    REPORTED.put(name, new Latest(number, unit));
  }

  @Override
  void begin() {
    forget();
  }

  @Override
  List<ScalarResult> end() {
    return reported();
  }

  /// Begins an iteration.
  public static void forget() {
    REPORTED.clear();
  }

  /// What the iteration reported so far.
  public static List<ScalarResult> reported() {
    return REPORTED.entrySet().stream()
        .map(one -> scalar(one.getKey(), one.getValue().number(), one.getValue().unit()))
        .toList();
  }
}
