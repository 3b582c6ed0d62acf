package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.report.chart.Rendering.Drawn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/// Names in a stranger's results are drawn as what they are, whatever they look like.
class ChartEscapingTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String HANDLER = "\" onload=\"alert(2)\" x='";
  private static final String END = "]]></text></svg><svg onload=alert(3)>";
  private static final String EXPRESSION = "' + datum.machine + ${alert(4)} \\u003cimg src=x> $ink";

  private static Rendering rendering;

  @BeforeAll
  static void drawWithHostileNames() throws IOException {
    var tables = SampleTables.rows().tables((table, row) -> List.of(poison(row)));
    var folder = ChartFolder.read(Path.of("../plot-scripts"));
    rendering = ChartRenderer.renderAsSvg(folder, tables);
  }

  /// The row with names of ours in place of a machine's, a contender's and a condition's.
  private static ChartRow poison(ChartRow row) {
    if (row.text("machine").isEmpty() || row.text("contender").isEmpty()) {
      return row;
    }
    return row.with("machine", row.text("machine") + SCRIPT)
        .with("jdk", row.text("jdk") + HANDLER)
        .with("benchmark", row.text("benchmark") + END)
        .with("contender", row.text("contender") + SCRIPT)
        .with("condition", EXPRESSION)
        .with("label", row.text("label") + END)
        .with("baseline", HANDLER)
        .with("blocker", END)
        .with("words", row.text("words") + SCRIPT)
        .with("reason", SCRIPT)
        .with(HANDLER, EXPRESSION);
  }

  static Stream<Drawn> poisoned() {
    return rendering.drawn().stream();
  }

  @Test
  void everyChartIsDrawnNevertheless() {
    assertThat(rendering.faults()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("poisoned")
  void aPictureHoldsShapesAndTextOnly(Drawn chart) throws Exception {
    var elements = elementsOf(chart.svg());
    assertThat(elements)
        .extracting(Element::getTagName)
        .containsAnyOf("text")
        .isSubsetOf(
            "svg",
            "g",
            "path",
            "rect",
            "line",
            "text",
            "tspan",
            "defs",
            "clipPath",
            "linearGradient",
            "stop");
    for (var element : elements) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        var name = element.getAttributes().item(i).getNodeName();
        assertThat(name).doesNotStartWith("on").isNotIn("href", "xlink:href", "style");
      }
    }
  }

  @Test
  void theNamesCanStillBeRead() throws Exception {
    var switching =
        rendering.drawn().stream()
            .filter(c -> c.name().equals("switching"))
            .findAny()
            .orElseThrow();
    assertThat(elementsOf(switching.svg()))
        .filteredOn(element -> element.getTagName().equals("text"))
        .extracting(Element::getTextContent)
        .anySatisfy(text -> assertThat(text).contains("Channel" + SCRIPT));
  }

  @Test
  void textIsCutWhereNoLabelIsThatLong() {
    var long10MiB = "x".repeat(10 << 20);
    assertThat(PlainText.of(long10MiB)).hasSize(160).endsWith("x…");
    assertThat(PlainText.of("short")).isEqualTo("short");
  }

  @Test
  void charactersThatXmlCannotHoldAreReplaced() throws Exception {
    var all =
        IntStream.rangeClosed(0, 0xFFFF)
            .mapToObj(c -> PlainText.of(String.valueOf((char) c)))
            .toList();
    for (int start = 0; start < all.size(); start += 4096) {
      var text = String.join("", all.subList(start, start + 4096));
      var xml =
          "<t>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</t>";
      assertThat(elementsOf(xml)).hasSize(1);
    }
    assertThat(PlainText.of("a\u0000b\u202Ec\uD800d\ne"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    assertThat(PlainText.of("µ × 漢 \uD83E\uDDF5")).isEqualTo("µ × 漢 \uD83E\uDDF5");
  }

  private static List<Element> elementsOf(String xml) throws Exception {
    var bytes = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    var nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(bytes)
            .getElementsByTagName("*");
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
