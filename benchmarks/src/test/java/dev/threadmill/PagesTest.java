package dev.threadmill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages that a stranger reads are short, and their links lead somewhere.
class PagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int MOST_LINES = 129;
  private static final int MOST_WORDS = 35;
  private static final int FINDINGS_BYTES = 20_000;
  private static final int SIDE_BYTES = 12_000;
  private static final String MADE = "<!-- Made from ";
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (var folder : List.of(".", "results", "plot-scripts")) {
      try (var files = Files.newDirectoryStream(ROOT.resolve(folder), "*.md")) {
        files.forEach(pages::add);
      }
    }
    return pages.stream().map(Path::normalize).sorted();
  }

  /// What the templates of findings make.
  static Stream<Path> made() throws IOException {
    List<Path> made = new ArrayList<>();
    for (var page : pages().toList()) {
      if (Files.readString(page).startsWith(MADE)) {
        made.add(page);
      }
    }
    return made.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    var text = Files.readString(page);
    List<String> dead = new ArrayList<>();
    for (var link = LINK.matcher(withoutCode(text)); link.find(); ) {
      var target = link.group(1);
      if (!target.matches("https?:.*") && !leadsSomewhere(page, text, target)) {
        dead.add(target);
      }
    }
    assertThat(dead).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String text, String target) throws IOException {
    var parts = target.split("#", 2);
    var file =
        parts[0].isEmpty()
            ? page
            : page.resolveSibling(URLDecoder.decode(parts[0], StandardCharsets.UTF_8));
    if (!Files.exists(file) || parts.length == 1) {
      return Files.exists(file);
    }
    return HEADING
        .matcher(file.equals(page) ? text : Files.readString(file))
        .results()
        .anyMatch(heading -> anchor(heading.group(1)).equals(parts[1]));
  }

  /// The name that a heading has in a link.
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-');
  }

  @ParameterizedTest
  @MethodSource("made")
  void aPageOfFindingsIsShort(Path page) throws IOException {
    boolean isFirst = page.equals(ROOT.resolve("FINDINGS.md"));
    assertThat(Files.size(page)).isLessThanOrEqualTo(isFirst ? FINDINGS_BYTES : SIDE_BYTES);
  }

  @Test
  void theFindingsAndTheirFourSidePagesAreMade() throws IOException {
    assertThat(made().map(page -> ROOT.relativize(page).toString()))
        .contains("FINDINGS.md")
        .hasSizeGreaterThan(4);
  }

  @Test
  void readmeIsReadInAMinute() throws IOException {
    var readme = Files.readString(ROOT.resolve("README.md"));
    assertThat(readme.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    assertThat(sentences(readme)).hasSizeGreaterThan(20).allMatch(PagesTest::isShort);
  }

  @Test
  void aLongSentenceIsFound() {
    var words = "word ".repeat(MOST_WORDS);
    assertThat(sentences("# Head\n\nShort. " + words + "\nlast. Short."))
        .anyMatch(s -> !isShort(s));
    assertThat(sentences("| " + words + "| " + words + "|")).allMatch(PagesTest::isShort);
  }

  private static boolean isShort(String sentence) {
    return sentence.split("\\s+").length <= MOST_WORDS;
  }

  /// A cell of a table, an item of a list and a heading end a sentence, too.
  private static List<String> sentences(String markdown) {
    var text =
        withoutCode(markdown)
            .replaceAll("(?s)<!--.*?-->", "")
            .replaceAll(LINK.pattern(), "")
            .replaceAll("(?m)^( {4}.*|#.*|- )", "\n\n");
    return Stream.of(text.split("(?<=[.?!])\\s+|[|]|\\n\\s*\\n"))
        .map(String::strip)
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  private static String withoutCode(String markdown) {
    return markdown.replaceAll("(?s)```.*?```", "\n\n").replaceAll("`[^`\n]*`", "code");
  }
}
