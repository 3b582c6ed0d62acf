package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import one.convert.Arguments;
import one.convert.CallStack;
import one.convert.FlameGraph;
import one.convert.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that names are text in a flame graph's page, and that two pages can be told apart in a
/// third.
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
    Path file = folder.resolve(name);
    FlamePage.write(file, graph, title, notes);
    return file;
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
    String harmless = java.nio.file.Files.readString(page("a.html", "a", "", "main run"));
    String evil = java.nio.file.Files.readString(page("b.html", "a", "", "main " + EVIL));
    assertThat(evil).contains("alert(").hasSizeGreaterThan(harmless.length());
    assertThat(evil.split("</script>", -1)).hasSameSizeAs(harmless.split("</script>", -1));
  }

  @Test
  void aDifferenceShowsWhatGrewAndNotThatThereIsMoreOfAll() throws IOException {
    Path one = page("one.html", "b", "", "main fast", "main slow");
    Path twice = page("twice.html", "a", "", "main fast", "main fast", "main slow", "main slow");
    Path slower = page("slower.html", "a", "", "main fast", "main slow", "main slow", "main slow");
    Path same = folder.resolve("same.html");
    Path changed = folder.resolve("changed.html");
    FlamePage.writeDifference(one, twice, same, "<same>");
    FlamePage.writeDifference(one, slower, changed, "changed");
    assertThat(same).content().contains("&lt;same&gt;", "maxdiff = 0;");
    assertThat(changed).content().contains("maxdiff = 1;");
  }

  @Test
  void aPageIsReadBackAsItsStacks() throws IOException {
    Path page = page("a.html", "a", "", "main run", "main run", "main stop");
    assertThat(FlamePage.stacks(page))
        .containsExactlyInAnyOrder("main_[j];run_[j] 2", "main_[j];stop_[j] 1");
  }
}
