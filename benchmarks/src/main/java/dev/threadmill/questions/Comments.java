package dev.threadmill.questions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The comment on a type or a field of the suite, from the source that the jar carries.
///
/// Sources are read as the formatter leaves them: a comment is lines of `///`, and what is declared
/// in a type is indented by two columns more than the type. Where the jar has no source, a comment
/// is empty.
///
/// @param lines without the slashes
record Comments(List<String> lines) {
  private static final Pattern ANNOTATED = Pattern.compile("@\\w+(?:\\([^()]*\\))? +([^@/].*)");

  /// The name in a declaration of a type, a constant of an enum, or a field.
  private static final Pattern DECLARED =
      Pattern.compile(
          ".*\\b(?:class|enum|interface|record) (\\w+).*"
              + "|([A-Z][A-Z0-9_]*)\\b(?:[,;({].*| \\{.*)?"
              + "|[^(=]* (\\w+)(?: =.*)?;");

  private static final Pattern SENTENCE = Pattern.compile("(.+?[.?!])(?: .*)?");

  static Comments of(Class<?> type) {
    var outer = type.getEnclosingClass();
    return on(type.getSimpleName(), outer == null ? source(type) : body(outer));
  }

  static Comments of(Field field) {
    return on(field.getName(), body(field.getDeclaringClass()));
  }

  /// Its first sentence; empty where there is no comment.
  String sentence() {
    var all = plain(lines.stream().takeWhile(line -> !line.isBlank()).toList());
    var first = SENTENCE.matcher(all);
    return first.matches() ? first.group(1) : all;
  }

  /// The paragraph with that title, such as *Varies*, without it; empty where there is none.
  String paragraph(String title) {
    var mark = "**" + title + ":**";
    var found =
        lines.stream()
            .dropWhile(line -> !line.startsWith(mark))
            .takeWhile(line -> line.startsWith(mark) || !line.matches("|\\*\\*.*"))
            .toList();
    return plain(found).replaceFirst("^\\*\\*.*?\\*\\* ", "");
  }

  /// All of it.
  String words() {
    return plain(lines);
  }

  /// Text without the marks of code and of links.
  private static String plain(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank())
        .collect(Collectors.joining(" "))
        .replaceAll("\\[#?([\\w.]+)]", "$1")
        .replace("`", "");
  }

  /// The comment before the declaration of a name among lines that have no indent.
  private static Comments on(String name, List<String> lines) {
    List<String> comment = new ArrayList<>();
    for (var line : lines) {
      if (line.startsWith("///")) {
        comment.add(line.substring(3).strip());
      } else if (line.isBlank()) {
        comment.clear();
      } else if (!line.startsWith(" ")) {
        Matcher annotated = ANNOTATED.matcher(line);
        var declaration = annotated.matches() ? annotated.group(1) : line;
        if (name.equals(declared(declaration))) {
          return new Comments(List.copyOf(comment));
        }
        if (!declaration.startsWith("@")) {
          comment.clear();
        }
      }
    }
    return new Comments(List.of());
  }

  private static String declared(String declaration) {
    Matcher parts = DECLARED.matcher(declaration);
    for (int i = 1; parts.matches() && i <= parts.groupCount(); i++) {
      if (parts.group(i) != null) {
        return parts.group(i);
      }
    }
    return "";
  }

  /// The lines within a type, without their common indent.
  private static List<String> body(Class<?> type) {
    var outer = type.getEnclosingClass();
    return (outer == null ? source(type) : body(outer))
        .stream()
            .dropWhile(line -> !type.getSimpleName().equals(declared(line)))
            .skip(1)
            .takeWhile(line -> !line.equals("}"))
            .map(line -> line.replaceFirst("^ {2}", ""))
            .toList();
  }

  private static List<String> source(Class<?> type) {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".java")) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
