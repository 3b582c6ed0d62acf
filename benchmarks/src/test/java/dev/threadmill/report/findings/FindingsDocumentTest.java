package dev.threadmill.report.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.report.table.SampleRun;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files that a template makes, and how it is noticed that they are out of date.
class FindingsDocumentTest {
  private static final String SCORE = "{{score SpawnJoin threadKind=VIRTUAL}}";

  @TempDir Path folder;

  private Drafts drafts;

  @BeforeEach
  void startWithTheSample() throws IOException {
    drafts = new Drafts(folder);
  }

  private Path picture(String name) {
    return drafts.template().resolveSibling("findings-" + name + ".svg");
  }

  private Path readme() {
    return folder.resolve("README.md");
  }

  private Path refreshing(String body) throws IOException {
    return drafts.writeAll(
        "---\nwrite: ../FINDINGS.md\nrefresh: ../README.md\nrun quiet: "
            + SampleRun.FOLDER.toAbsolutePath()
            + "\n---\n"
            + body);
  }

  @Test
  void theFirstLineSaysFromWhichTemplateAndByWhichCommand() throws IOException {
    drafts.made("# Findings\n").write();
    assertThat(drafts.document())
        .hasContent(
            "<!-- Made from text/findings.md by `java -jar benchmarks/target/benchmarks.jar"
                + " findings text/findings.md`: edit that. -->\n\n"
                + "# Findings\n");
  }

  @Test
  void whatIsNoPlaceholderStaysAsItWasWritten() throws IOException {
    assertThat(drafts.filled("\r\n# A {b} }} `c`\r\n\r\n- \\{{d}} <!-- e -->\r\n"))
        .isEqualTo("# A {b} }} `c`\n\n- {{d}} <!-- e -->");
  }

  @Test
  void aPlaceholderMayBeWrapped() throws IOException {
    assertThat(drafts.filled("{{score SpawnJoin\n  threadKind=VIRTUAL}}"))
        .isEqualTo(drafts.filled(SCORE));
  }

  @Test
  void aQuotedChartIsDrawnAndOthersAreNot() throws IOException {
    drafts.made("{{chart spawning}}\n\n{{chart spawning run=quiet \"What *it* costs\"}}").write();
    assertThat(drafts.document())
        .content()
        .contains("](./text/findings-spawning-quiet.svg)\n")
        .endsWith("![What \\*it\\* costs](./text/findings-spawning-quiet.svg)\n");
    assertThat(picture("spawning-quiet")).content().startsWith("<svg");
    try (var files = Files.list(drafts.template().getParent())) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void theSameTemplateGivesTheSameBytes() throws IOException {
    var template =
        drafts.write(SCORE + "\n{{machines}}\n{{claims}}\n{{chart pinning}}\n{{repeat}}");
    assertThat(Drafts.read(template).files()).isEqualTo(Drafts.read(template).files());
  }

  @Test
  void whatIsUpToDateDoesNotDiffer() throws IOException {
    var document = drafts.made(SCORE + "\n\n{{chart pinning}}\n");
    document.write();
    assertThat(Drafts.differences(document)).isEmpty();
  }

  @Test
  void aFigureThatIsNoLongerTheRunsIsFoundWithItsLine() throws IOException {
    drafts.made("It costs " + SCORE + ".\n").write();
    var before = Files.readString(drafts.document());
    drafts.over(
        manifest -> manifest, fork -> fork.replaceAll("(\"warmup\":false,\"score\":)", "$19"));
    assertThat(Drafts.differences(drafts.made("It costs " + SCORE + ".\n")))
        .hasSize(2)
        .first()
        .asString()
        .startsWith(
            "FINDINGS.md, line 3, is \"" + before.lines().toList().get(2) + "\", should be");
  }

  @Test
  void aFigureThatWasEditedByHandIsFoundAndTheCommandNamed() throws IOException {
    var document = drafts.made("It costs " + SCORE + ".\n");
    document.write();
    Files.writeString(
        drafts.document(), Files.readString(drafts.document()).replace("It costs ", "It costs 1"));
    assertThat(Drafts.differences(document))
        .hasSize(2)
        .last()
        .isEqualTo(
            "To update: java -jar benchmarks/target/benchmarks.jar findings text/findings.md");
  }

  @Test
  void aPictureThatIsMissingOrChangedOrShownNoMoreIsFound() throws IOException {
    var document = drafts.made("{{chart pinning}}\n");
    assertThat(Drafts.differences(document))
        .contains("FINDINGS.md is missing", "findings-pinning-quiet.svg is missing");
    document.write();
    Files.writeString(picture("pinning-quiet"), "<svg/>");
    assertThat(Drafts.differences(document))
        .contains("findings-pinning-quiet.svg differs in 2 lines");
    document.write();
    var without = drafts.made("none\n");
    assertThat(Drafts.differences(without)).contains("findings-pinning-quiet.svg is shown nowhere");
    var other = Files.writeString(picture("mine"), "<svg/>");
    without.write();
    assertThat(picture("pinning-quiet")).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void aPartIsPutIntoAnotherFileAndNothingElseOfItIsTouched() throws IOException {
    Files.writeString(
        readme(), "# Mine\n\n<!-- findings:answers -->\nold\n<!-- /findings -->\nrest $1\n");
    var template =
        refreshing("# All\n\n{{begin answers}}\nIt is " + SCORE + ".\n{{end}}\n\nrest\n");
    var document = Drafts.read(template);
    assertThat(Drafts.differences(document)).anyMatch(line -> line.startsWith("README.md, line "));
    document.write();
    assertThat(Files.readString(drafts.document())).endsWith("# All\n\nrest\n");
    assertThat(Drafts.differences(Drafts.read(template))).isEmpty();
    assertThat(readme())
        .hasContent(
            "# Mine\n\n<!-- findings:answers -->\n\n"
                + drafts.filled("It is " + SCORE + ".")
                + "\n\n<!-- /findings -->\nrest $1\n");
  }

  @Test
  void aPartHasNoFootnotesBecauseTheOtherFileWouldLackThem() throws IOException {
    Files.writeString(readme(), "<!-- findings:answers -->\n<!-- /findings -->\n");
    var ratio = "{{ratio SpawnJoin of=VIRTUAL to=PLATFORM}}";
    Drafts.read(refreshing(ratio + "\n\n{{begin answers}}\n" + ratio + "\n{{end}}\n")).write();
    assertThat(Files.readString(drafts.document()))
        .containsPattern(", unreliable\\[\\^1]\n\n\\[\\^1]: Disturbed in ");
    assertThat(Files.readString(readme()))
        .containsPattern(", unreliable \\(Disturbed in .+\\)\n")
        .doesNotContain("[^");
  }

  @Test
  void aFigureInAPartThatWasEditedByHandIsFound() throws IOException {
    Files.writeString(readme(), "<!-- findings:answers -->\n<!-- /findings -->\n");
    var template = refreshing("{{begin answers}}\nIt is " + SCORE + ".\n{{end}}\n");
    Drafts.read(template).write();
    Files.writeString(readme(), Files.readString(readme()).replace("It is ", "It was "));
    assertThat(Drafts.differences(Drafts.read(template)))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("README.md, line 3, is \"It was ");
  }

  @Test
  void aFileWhosePartsAreNotTheTemplatesIsRefused() throws IOException {
    var template = refreshing("{{begin answers}}\nyes\n{{end}}\n");
    for (var text :
        new String[] {
          "nothing",
          "<!-- findings:answers -->",
          "<!-- findings:answers --><!-- findings:answers --><!-- /findings -->"
        }) {
      Files.writeString(readme(), text);
      assertThatThrownBy(() -> Drafts.read(template))
          .isInstanceOf(Unusable.class)
          .hasMessageContaining("README.md needs <!-- findings:NAME -->");
    }
    Files.writeString(readme(), "<!-- findings:answer --><!-- /findings -->");
    assertThatThrownBy(() -> Drafts.read(template))
        .hasMessageContaining("wants the part \"answer\", and the template begins answers");
    Files.delete(readme());
    assertThatThrownBy(() -> Drafts.read(template))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("there is no file README.md to refresh");
    assertThatThrownBy(() -> drafts.made("{{begin answers}}\nyes\n{{end}}\n"))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("there is no file to refresh, which the part \"answers\"");
  }

  @Test
  void whatItDidNotMakeIsNotReplaced() throws IOException {
    var document = drafts.made("{{chart pinning}}\n");
    for (var theirs : new String[] {"# Mine", "{\"schema\": 1}", "<!-- Made from mine.md by `x"}) {
      Files.writeString(drafts.document(), theirs);
      assertThatThrownBy(document::write)
          .isInstanceOf(Unusable.class)
          .hasMessage(
              drafts.document()
                  + " is there and was not made from this template: it is not replaced, so move it"
                  + " away first");
      assertThat(drafts.document()).hasContent(theirs);
      assertThat(picture("pinning-quiet")).doesNotExist();
    }
  }

  @Test
  void aPictureThatItDidNotMakeIsNeitherReplacedNorDeleted() throws IOException {
    var mine = Files.createDirectories(drafts.template().getParent()).resolve("mine.svg");
    Files.writeString(mine, "<svg>mine</svg>");
    var stale = Files.copy(mine, picture("ratios-quiet"));
    var drawn = Files.copy(mine, picture("pinning-quiet"));
    assertThatThrownBy(() -> drafts.made("{{chart pinning}}\n").write())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("findings-pinning-quiet.svg is there, and no FINDINGS.md of before");
    assertThat(drafts.document()).doesNotExist();
    assertThat(drawn).hasContent("<svg>mine</svg>");
    Files.delete(drawn);
    drafts.made("{{chart pinning}}\n").write();
    assertThat(stale).hasContent("<svg>mine</svg>");
    assertThat(drawn).content().hasSizeGreaterThan(100);
    Files.delete(drafts.document());
    drafts.made("{{chart pinning}}\n").write(); // the picture is the same, whoever made it
    assertThat(drafts.document()).exists();
  }

  @Test
  void itWritesThroughNoLink() throws IOException {
    var made = drafts.made("{{chart pinning}}\n");
    made.write();
    var mine = folder.resolve("mine");
    var before = Files.readString(drafts.document());
    Files.move(drafts.document(), mine);
    Files.createSymbolicLink(drafts.document(), mine);
    assertThatThrownBy(() -> drafts.made("other\n").write())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("FINDINGS.md is a link");
    Files.delete(drafts.document());
    Files.copy(mine, drafts.document());
    Files.delete(picture("pinning-quiet"));
    Files.createSymbolicLink(picture("pinning-quiet"), folder.resolve("nothing"));
    assertThatThrownBy(made::write).hasMessageContaining("pinning-quiet.svg is a link");
    assertThat(folder.resolve("nothing")).doesNotExist();
    Files.createSymbolicLink(readme(), mine);
    assertThatThrownBy(() -> Drafts.read(refreshing("{{begin answers}}\nyes\n{{end}}\n")))
        .hasMessageContaining("README.md is a link");
    assertThat(mine).hasContent(before);
  }

  @Test
  void aFolderThatIsALinkLeadsNowhere() throws IOException {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createDirectories(drafts.template().getParent());
    Files.createSymbolicLink(drafts.template().resolveSibling("there"), elsewhere);
    var document =
        Drafts.read(
            drafts.writeAll(
                "---\nwrite: there/FINDINGS.md\nrun a: " + drafts.run() + "\n---\ntext\n"));
    assertThatThrownBy(document::write).hasMessageContaining("there is a link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void whatItWritesItDoesNotRefresh() throws IOException {
    var markers = "<!-- findings:answers -->\n<!-- /findings -->\n";
    for (var itself : List.of("findings.md", "out.md")) {
      Files.createDirectories(drafts.template().getParent());
      Files.writeString(drafts.template().resolveSibling("out.md"), markers);
      var head = "---\nwrite: out.md\nrefresh: %s\nrun a: %s\n---\n%s{{begin answers}}yes{{end}}\n";
      var template = drafts.writeAll(head.formatted(itself, drafts.run(), markers));
      assertThatThrownBy(() -> Drafts.read(template))
          .hasMessageContaining(itself + " cannot be refreshed");
    }
  }

  @Test
  void whatAStrangerNamedIsTextAndNoPlaceholder() throws IOException {
    var hostile =
        "<script>alert(1)</script>|`*[x](javascript:alert(2)) {{machines}} <!-- /findings -->";
    drafts.over(
        manifest ->
            manifest
                .replace("SCOPED_VALUE", hostile)
                .replace(": \"sample\"", ": \"" + hostile + "\""),
        fork -> fork.replace("SCOPED_VALUE", hostile));
    var text =
        drafts.filled(
            "{{machines}}\n"
                + "{{scores ContextRead rows=contender}}\n"
                + "{{repeat ContextRead}}\n"
                + "{{repeat}}\n");
    assertThat(text)
        .contains("alert(1)", "{{machines}}")
        .doesNotContain("<script", "](javascript", "<!-- /findings");
    assertThat(text.lines().filter(line -> line.contains("alert(1)")))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(line -> assertThat(line.replaceAll("\\\\.", "")).doesNotContain("`", "*"));
    assertThat(text.lines().filter(line -> line.startsWith("| ") && line.contains("alert(1)")))
        .allSatisfy(
            line -> assertThat(line.replace("\\|", "").chars().filter(c -> c == '|')).hasSize(3));
  }
}
