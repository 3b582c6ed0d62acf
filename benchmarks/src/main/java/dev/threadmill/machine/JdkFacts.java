package dev.threadmill.machine;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A JDK and how its JVM sets itself up on this machine, as that JDK itself says. What is null is
/// unknown; where it is installed is not recorded.
///
/// @param version such as `25.0.3`
/// @param build the full version with its build
/// @param collector the garbage collector that it chose
/// @param flags all `-XX` flags that are not at their default, by whomever they were set: by the
///     arguments of the forks, by the JVM to suit the machine; and whether the headers of objects
///     are compact, since that default differs between JDKs and decides on the size of objects
public record JdkFacts(
    @Nullable String version,
    @Nullable String vendor,
    @Nullable String build,
    @Nullable String vmName,
    @Nullable String collector,
    Map<String, String> flags) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// `bool UseG1GC = true {product} {ergonomic}`: type, name, value, kind, origin.
  private static final Pattern FLAG =
      Pattern.compile("\\s*\\S+\\s+(\\w+)\\s+:?=(.*?)\\s*\\{[^{}]*}\\s+\\{([^{}]*)}\\s*");

  private static final Pattern PROPERTY = Pattern.compile("\\s+([a-z.]+) = (.*)");

  private static final String COMPACT_HEADERS = "UseCompactObjectHeaders";

  private static final Pattern HEADERS = Pattern.compile("-XX:([+-])" + COMPACT_HEADERS);

  /// An argument that asks for a collector or against one.
  public static final Pattern COLLECTOR = Pattern.compile("-XX:([+-])Use(\\w+)GC");

  private static final List<String> COLLECTORS =
      List.of("G1", "Serial", "Parallel", "Z", "Shenandoah", "Epsilon");

  public JdkFacts {
    flags = Collections.unmodifiableMap(new TreeMap<>(flags));
  }

  /// Asks the JDK in a folder, which starts its JVM once with the options given.
  ///
  /// The JVM sizes its heap and picks its collector by the CPUs and the memory that it sees, so
  /// the answer is that of this machine, and of these options.
  public static JdkFacts of(Host host, Path home, List<String> options)
      throws InterruptedException {
    var java = home.resolve("bin").resolve(File.separatorChar == '\\' ? "java.exe" : "java");
    var words = new ArrayList<String>();
    words.add(java.toString());
    words.addAll(options);
    words.addAll(List.of("-XX:+PrintFlagsFinal", "-XshowSettings:properties", "-version"));
    var output = Command.output(LIMIT, words);
    return parse(output == null ? "" : output, new Redaction(host));
  }

  /// Reads what `-XX:+PrintFlagsFinal -XshowSettings:properties -version` prints.
  static JdkFacts parse(String output, Redaction redaction) {
    var properties = new TreeMap<String, String>();
    var flags = new TreeMap<String, String>();
    for (var line : output.lines().toList()) {
      var flag = FLAG.matcher(line);
      var property = PROPERTY.matcher(line);
      if (flag.matches()) {
        boolean isDefault =
            flag.group(3).equals("default") && !flag.group(1).equals(COMPACT_HEADERS);
        if (!isDefault && !flag.group(1).equals("PrintFlagsFinal")) {
          flags.put(flag.group(1), redaction.text(flag.group(2).strip()));
        }
      } else if (property.matches()) {
        properties.putIfAbsent(property.group(1), property.group(2).strip());
      }
    }
    return new JdkFacts(
        properties.get("java.version"),
        properties.get("java.vendor"),
        properties.get("java.runtime.version"),
        properties.get("java.vm.name"),
        collector(flags),
        flags);
  }

  /// The collector of a fork with these arguments; null where nobody knows.
  public static @Nullable String collector(@Nullable JdkFacts facts, List<String> arguments) {
    var collector = facts == null ? null : facts.collector();
    for (var argument : arguments) {
      var asked = COLLECTOR.matcher(argument);
      if (asked.matches() && asked.group(1).equals("+")) {
        collector = asked.group(2);
      }
    }
    return collector;
  }

  /// Whether headers of objects are compact in a fork with these arguments. They never were where a
  /// JDK did not say so, since those that have them by default do.
  public static boolean hasCompactHeaders(@Nullable JdkFacts facts, List<String> arguments) {
    boolean compact = facts != null && "true".equals(facts.flags().get(COMPACT_HEADERS));
    for (var argument : arguments) {
      var asked = HEADERS.matcher(argument);
      compact = asked.matches() ? asked.group(1).equals("+") : compact;
    }
    return compact;
  }

  private static @Nullable String collector(Map<String, String> flags) {
    return COLLECTORS.stream()
        .filter(name -> "true".equals(flags.get("Use" + name + "GC")))
        .findFirst()
        .orElse(null);
  }
}
