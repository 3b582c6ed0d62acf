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
/// arguments of the forks, by the JVM to suit the machine
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
        if (!flag.group(3).equals("default") && !flag.group(1).equals("PrintFlagsFinal")) {
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

  private static @Nullable String collector(Map<String, String> flags) {
    return COLLECTORS.stream()
        .filter(name -> "true".equals(flags.get("Use" + name + "GC")))
        .findFirst()
        .orElse(null);
  }
}
