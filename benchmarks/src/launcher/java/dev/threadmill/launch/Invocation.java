package dev.threadmill.launch;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The command line that started this program: JVM options, class path, arguments.
///
/// No option is added to those of the user: JMH copies the options of its own JVM to every fork and
/// writes them into every result, where an addition would read as a choice of the user's. That is
/// also why `--sun-misc-unsafe-memory-access=allow`, which would silence a warning about JMH itself
/// on JDK 24 and later, is not passed: a fork on JDK 21 would die of it.
public final class Invocation {
  // A JVM takes options from these by itself, and the new one inherits them.
  private static final List<String> OPTION_VARIABLES =
      Collections.unmodifiableList(
          Arrays.asList("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));

  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

  private final List<String> options;
  private final String classPath;
  private final List<String> arguments;

  Invocation(
      List<String> jvmOptions,
      Map<String, String> environment,
      String classPath,
      List<String> arguments) {
    this.options = withoutInherited(jvmOptions, environment);
    this.classPath = classPath;
    this.arguments = arguments;
  }

  static Invocation current(String[] arguments) {
    return new Invocation(
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        System.getenv(),
        System.getProperty("java.class.path"),
        Arrays.asList(arguments));
  }

  /// The command by which a user starts this program again as it was started, with the same JDK
  /// and the same JVM options: forks inherit both.
  public static List<String> again(List<String> arguments) {
    Path java = Paths.get(System.getProperty("java.home"), "bin", Jdk.EXECUTABLE);
    Invocation same =
        new Invocation(
            ManagementFactory.getRuntimeMXBean().getInputArguments(),
            System.getenv(),
            fromHere(System.getProperty("java.class.path")),
            arguments);
    return same.by(SearchedHost.current().typed(java));
  }

  /// A file in or below the working directory, as one would name it there.
  private static String fromHere(String classPath) {
    if (!new File(classPath).isFile()) {
      return classPath;
    }
    Path here = Paths.get("").toAbsolutePath();
    Path file = Paths.get(classPath).toAbsolutePath().normalize();
    return (file.startsWith(here) ? here.relativize(file) : file).toString();
  }

  /// The same, as a command that starts it on `jdk`.
  List<String> on(Jdk jdk) {
    return by(jdk.java().toString());
  }

  private List<String> by(String java) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(options);
    if (isJarOfTheSuite(classPath)) {
      // Only -jar reads the manifest, and with it Enable-Native-Access.
      command.addAll(Arrays.asList("-jar", classPath));
    } else {
      command.addAll(Arrays.asList("-cp", classPath, Main.class.getName()));
    }
    command.addAll(arguments);
    return command;
  }

  private static boolean isJarOfTheSuite(String classPath) {
    if (!new File(classPath).isFile()) {
      return false;
    }
    try (JarFile jar = new JarFile(classPath)) {
      Manifest manifest = jar.getManifest();
      return manifest != null
          && Main.class
              .getName()
              .equals(manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
    } catch (IOException e) {
      return false;
    }
  }

  /// Each option that came from a variable would else take effect, and be recorded, twice.
  private static List<String> withoutInherited(
      List<String> options, Map<String, String> environment) {
    List<String> own = new ArrayList<>(options);
    for (String variable : OPTION_VARIABLES) {
      List<String> words = words(environment.getOrDefault(variable, ""));
      for (int i = 0; i < words.size(); i++) {
        // The JVM joins an option in two words, as in --add-exports a/b=c, by an equals sign.
        if (!own.remove(words.get(i)) && i + 1 < words.size()) {
          own.remove(words.get(i) + "=" + words.get(i + 1));
        }
      }
    }
    return own;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (Matcher matcher = WORD.matcher(text); matcher.find(); ) {
      words.add(matcher.group().replaceAll("[\"']", ""));
    }
    return words;
  }
}
