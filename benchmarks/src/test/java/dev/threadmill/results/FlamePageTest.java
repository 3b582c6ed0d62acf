package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import one.convert.Arguments;
import one.convert.CallStack;
import one.convert.FlameGraph;
import one.convert.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that names are text in a flame graph's page, and that a page can be read back.
class FlamePageTest {
  private static final String EVIL = "</script><script>alert('x')</script>";

  @TempDir Path folder;

  private Path page(String name, String title, String notes, String... stacks) throws IOException {
    var graph = new FlameGraph(new Arguments("--title", FlamePage.TITLE));
    for (String frames : stacks) {
      var stack = new CallStack();
      for (String frame : frames.split(" ")) {
        stack.push(frame, Frame.TYPE_JIT_COMPILED);
      }
      graph.addSample(stack, 1);
    }
    return Files.writeString(folder.resolve(name), FlamePage.of(graph, title, notes));
  }

  @Test
  void markupInTitleAndNotesIsText() throws IOException {
    assertThat(page("a.html", "<b>cell</b> & \"co\"", "1 < 2 <i>", "main"))
        .content()
        .contains("<title>&lt;b&gt;cell&lt;/b&gt; &amp; &quot;co&quot;</title>")
        .contains("<h1>&lt;b&gt;cell&lt;/b&gt; &amp; &quot;co&quot;</h1>", "1 &lt; 2 &lt;i&gt;")
        .doesNotContain("<b>", "<i>", FlamePage.TITLE);
  }

  @Test
  void aFrameCannotEndTheScript() throws IOException {
    String harmless = Files.readString(page("a.html", "a", "", "main run"));
    String evil = Files.readString(page("b.html", "a", "", "main " + EVIL));
    assertThat(evil).contains("alert(").hasSizeGreaterThan(harmless.length());
    assertThat(evil.split("</script>", -1)).hasSameSizeAs(harmless.split("</script>", -1));
  }

  @ParameterizedTest
  @MethodSource("brokenPages")
  void aPageThatIsNoFlameGraphIsRefusedInASentence(String page) throws IOException {
    var file = Files.writeString(folder.resolve("broken.html"), page);
    assertThatIOException()
        .isThrownBy(() -> FlamePage.stacks(file))
        .withMessageMatching("broken.html (is no flame graph of this suite|has stacks of more .*)");
  }

  static Stream<String> brokenPages() {
    return Stream.of(
        "",
        "no page",
        "const cpool = [\n'all'\n];\n\nf(0,1,x,y)\n\n",
        "const cpool = [\n'all'\n];\n\nf(0,2000000000,0,1)\n\n",
        "const cpool = [\n'all'\n];\n\n" + "u(0,1)\n".repeat(9000) + "\n");
  }

  @Test
  void aPageIsReadBackAsItsStacks() throws IOException {
    Path page = page("a.html", "a", "", "main run", "main run", "main stop");
    assertThat(FlamePage.stacks(page))
        .containsExactlyInAnyOrder("main_[j];run_[j] 2", "main_[j];stop_[j] 1");
  }
}
