package dev.threadmill.machine;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Removes from a text whatever names a person or a place: homes, user and host names, addresses,
/// secrets.
///
/// Options of the JVM are kept as far as they can affect speed. Of a system property that is
/// neither the JDK's own nor a plain number or switch only the name is kept, of an agent only its
/// file name, and of words that are not options nothing.
public final class Redaction {
  public static final String WITHHELD = "...";

  private static final Pattern HOMES =
      Pattern.compile("(?i)(?:[a-z]:)?[/\\\\](?:home|users)[/\\\\][^/\\\\\\s\"',;:]+");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.])"
              + "|(?i)(?<![\\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\\w:])");
  // It begins where such a word begins, or a long word would be read anew from each of its letters.
  private static final Pattern MAIL =
      Pattern.compile("(?<![\\w.+-])[\\w.+-]++@[\\w-]+(?:\\.[\\w-]+)+");
  private static final Pattern PLAIN = Pattern.compile("(?i)[+-]?\\d+[kmgt]?|true|false|");
  private static final Pattern OURS = Pattern.compile("(?:jdk|java|sun|jmh|threadmill)\\..*");
  private static final Pattern PERSONAL =
      Pattern.compile(".*(?:host|user|passw|secret|token|key|credential|proxy|url).*");
  private static final Pattern WORD =
      Pattern.compile("(?:\"[^\"]*\"?|'[^']*'?|[^\\s\"'])+", Pattern.DOTALL);

  /// Names of users and hosts that identify nobody, some of which are common words.
  private static final Set<String> ANYBODY =
      Set.of("root", "runner", "user", "ubuntu", "debian", "linux", "java", "vm", "localhost");

  private final String home;
  private final List<Pattern> names;

  /// Knows who runs this, and where.
  public static Redaction here() {
    return new Redaction(Host.here());
  }

  Redaction(Host host) {
    home = host.person().home();
    names =
        Stream.of(
                host.environment().get("HOSTNAME"),
                host.environment().get("COMPUTERNAME"),
                host.text("proc/sys/kernel/hostname"),
                host.told("kern.hostname"),
                host.person().name())
            .flatMap(Redaction::wholeAndFirst)
            .filter(name -> name.length() > 1)
            .filter(name -> !ANYBODY.contains(name.toLowerCase(Locale.ROOT)))
            .map(name -> Pattern.compile("(?i)(?<!\\w)" + Pattern.quote(name) + "(?!\\w)"))
            .toList();
  }

  /// A name, and without the domain behind it, as in `marys-laptop.local`.
  private static Stream<String> wholeAndFirst(@Nullable String name) {
    return name == null ? Stream.empty() : Stream.of(name, name.split("\\.", 2)[0]).distinct();
  }

  /// A text of others as one line of so many characters at most, with nothing in it that a terminal
  /// would obey.
  public static String line(String text, int most) {
    var line =
        text.replaceAll("[\\s\\p{Zl}\\p{Zp}]+", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "").strip();
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }

  public String text(String text) {
    var clean = text;
    if (home.length() > 1) {
      clean = clean.replaceAll(Pattern.quote(home) + "(?![\\w-])", "~");
    }
    clean = HOMES.matcher(clean).replaceAll("~");
    clean = MAIL.matcher(clean).replaceAll(WITHHELD);
    clean = ADDRESS.matcher(clean).replaceAll(WITHHELD);
    for (var name : names) {
      clean = name.matcher(clean).replaceAll(WITHHELD);
    }
    return clean;
  }

  /// The options in a variable such as `JAVA_TOOL_OPTIONS`.
  List<String> options(String line) {
    return WORD.matcher(line).results().map(word -> option(word.group())).toList();
  }

  private String option(String quoted) {
    var option = quoted.replace("\"", "").replace("'", "");
    if (option.startsWith("-D")) {
      return property(option);
    }
    if (option.startsWith("-javaagent:") || option.startsWith("-agentpath:")) {
      var colon = option.indexOf(':') + 1;
      var file = option.substring(colon).split("=", 2)[0];
      return option.substring(0, colon)
          + text(file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
    }
    return option.startsWith("-") ? text(option) : WITHHELD;
  }

  private String property(String option) {
    var parts = option.split("=", 2);
    var name = parts[0].substring(2);
    if (parts.length < 2) {
      return text(option);
    }
    boolean plain = PLAIN.matcher(parts[1]).matches();
    boolean ours = OURS.matcher(name).matches();
    boolean personal = PERSONAL.matcher(name.toLowerCase(Locale.ROOT)).matches();
    return text(parts[0])
        + "="
        + (personal || !(plain || ours) ? WITHHELD : plain ? parts[1] : text(parts[1]));
  }
}
