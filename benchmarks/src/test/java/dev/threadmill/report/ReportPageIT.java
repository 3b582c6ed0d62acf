package dev.threadmill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.Rendering;
import dev.threadmill.report.chart.SampleTables;
import dev.threadmill.report.chart.Theme.Paper;
import dev.threadmill.results.RunReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.print.PrintOptions;
import org.xml.sax.InputSource;

/// The page in a real browser without a network, as a reader, a printer and a keyboard find it.
///
/// Where there is no browser these tests are skipped, and say so; with `CI` set they fail.
class ReportPageIT {
  /// A function of an element: its place in the page.
  private static final String NUMBER = "(e => [...document.querySelectorAll('*')].indexOf(e))";

  private static final Path STANDARD = Path.of("../results/intel-xeon-2c/2026-11-22-1438-1c8c241");

  private static final Path QUICK = Path.of("../results/intel-xeon-2c/2026-11-22-1850-f63a849");

  @TempDir static Path folder;

  private static ReportModel model;
  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Browser.missing().ifPresent(ReportPageIT::skip);
    model = SampleReport.of(SampleTables.small());
    page = Files.writeString(folder.resolve("report.html"), ReportPage.html(model));
    browser = Browser.start();
  }

  private static void skip(String reason) {
    if (System.getenv("CI") != null) {
      throw new IllegalStateException("CI must open the page in a browser, but there is " + reason);
    }
    System.getLogger(ReportPageIT.class.getName())
        .log(System.Logger.Level.WARNING, "ReportPageIT is SKIPPED: there is {0}.", reason);
    abort("there is " + reason);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(page);
  }

  @Test
  void everyChartComesToLifeWithNoNetworkAndNoWordOnTheConsole() {
    browser.drawEverything();
    assertThat(model.charts().drawn()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(browser.count("figure.drawn .live svg")).isEqualTo(model.charts().drawn().size());
    assertThat(browser.count("figure .still svg")).as("one picture at a time can be seen").isZero();
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).containsExactly(page.toUri().toString());
  }

  @Test
  void itIsSmallEnoughToBeMailed() throws IOException {
    assertThat(Files.size(page)).isLessThan(3_000_000);
  }

  @Test
  void aMarkTellsItsFigures() {
    browser.draw("spawning");
    assertThat(browser.count("#vg-tooltip-element")).isZero();
    browser.pointAt("[data-chart=spawning] .live .mark-symbol.role-mark path");
    browser.until("#vg-tooltip-element.visible");
    assertThat(browser.find("#vg-tooltip-element").getText())
        .contains("started by", "µs a thread", "epyc-9354-32c, JDK 25");
  }

  @Test
  void aClickOnTheLegendHidesThatSeriesAndAnotherShowsItAgain() {
    browser.draw("switching");
    var platform = marks("switching", "platform");
    var virtual = marks("switching", "virtual");
    var bars = browser.count("[data-chart=switching] .live .mark-rule line");
    assertThat(platform).isPositive();
    assertThat(virtual).isPositive();

    browser.find(legendOf("switching")).click();
    browser.until("[data-chart=switching] .series [aria-pressed=false]");
    assertThat(marks("switching", "platform")).isZero();
    assertThat(marks("switching", "virtual")).isEqualTo(virtual);
    assertThat(browser.count("[data-chart=switching] .live .mark-rule line")).isLessThan(bars);
    assertThat(browser.find(legendOf("switching")).getCssValue("opacity")).isEqualTo("0.35");

    browser.find(legendOf("switching")).click();
    browser.until("[data-chart=switching] .series:not(:has([aria-pressed=false]))");
    assertThat(marks("switching", "platform")).isEqualTo(platform);
  }

  @Test
  void theKeyboardHidesASeriesToo() {
    browser.draw("latency");
    var channels = marks("latency", "contender: Channel");
    var others = marks("latency", "contender: jox");
    assertThat(channels).isPositive();
    browser.run("document.querySelectorAll('[data-chart=latency] .series button')[1].focus()");
    browser.press(Keys.ENTER);
    browser.until("[data-chart=latency] .series [aria-pressed=false]");
    assertThat(browser.find("[data-chart=latency] .series [aria-pressed=false]").getText())
        .isEqualTo("Channel");
    assertThat(marks("latency", "contender: Channel")).isZero();
    assertThat(marks("latency", "contender: jox")).isEqualTo(others);
  }

  @Test
  void theButtonChangesThePaperAndKeepsWhatIsHidden() {
    browser.draw("switching");
    browser.find(legendOf("switching")).click();
    browser.until("[data-chart=switching] .series [aria-pressed=false]");
    assertThat(browser.colour("body", "background-color")).isEqualTo(colour(Paper.LIGHT, "paper"));
    browser.find("#paper").click();
    browser.until(".live svg [fill='" + colour(Paper.DARK, "ink") + "']");
    assertThat(browser.colour("body", "background-color")).isEqualTo(colour(Paper.DARK, "paper"));
    assertThat(browser.colour("body", "color")).isEqualTo(colour(Paper.DARK, "ink"));
    browser.until("[data-chart=switching] .series [aria-pressed=false]");
    assertThat(marks("switching", "platform")).isZero();
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void aDarkSystemGetsADarkPageWhichTheButtonLightens() {
    browser.draw("switching");
    browser.media("screen", "dark");
    browser.until(".live svg [fill='" + colour(Paper.DARK, "ink") + "']");
    assertThat(browser.colour("body", "background-color")).isEqualTo(colour(Paper.DARK, "paper"));
    browser.find("#paper").click();
    browser.until(".live svg [fill='" + colour(Paper.LIGHT, "ink") + "']");
    assertThat(browser.colour("body", "background-color")).isEqualTo(colour(Paper.LIGHT, "paper"));
  }

  @Test
  void aPrinterGetsTheStillPicturesOnWhiteAndNothingIsCutOff() {
    browser.find("#paper").click();
    browser.drawEverything();
    browser.media("print", "light");
    browser.size(718, 1000);
    assertThat(browser.count("figure .still svg")).isEqualTo(model.charts().drawn().size());
    assertThat(browser.count(".live svg, nav, button:not(th button), .skip, .hint")).isZero();
    assertThat(browser.colour("body", "background-color")).isEqualTo(colour(Paper.LIGHT, "paper"));
    assertThat(browser.colour(".still svg text", "fill")).isEqualTo(colour(Paper.LIGHT, "ink"));
    assertThat(browser.tooWide("main *", 718)).isEmpty();
    var pdf = Base64.getDecoder().decode(browser.driver().print(new PrintOptions()).getContent());
    var text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("%PDF-");
    assertThat(text.split("/Type /Page\\b", -1).length - 1).as("pages").isBetween(5, 30);
  }

  @ParameterizedTest
  @EnumSource
  void itCanBeReadWithoutScripts(Paper paper) {
    browser.scripts(false);
    browser.media("screen", paper == Paper.DARK ? "dark" : "light");
    browser.driver().navigate().refresh();
    assertThat(browser.find("#findings article").getText())
        .contains(model.findings().getFirst().rankings().getFirst().answer(), "Again: run ");
    browser.unfold();
    assertThat(browser.count("figure .still svg")).isEqualTo(model.charts().drawn().size());
    assertThat(browser.count(".live svg, button, .hint")).isZero();
    assertThat(browser.colour("body", "background-color")).isEqualTo(colour(paper, "paper"));
    assertThat(browser.colour("[data-chart=switching] .still .role-title-text text", "fill"))
        .isEqualTo(colour(paper, "ink"));
  }

  @Test
  void theKeyboardReachesAllThatCanBeUsedAndFirstTheFindings() {
    browser.drawEverything();
    browser.press(Keys.TAB);
    assertThat(browser.value("document.activeElement.className")).isEqualTo("skip");
    assertThat(browser.find(".skip").getLocation().getX()).isNotNegative();
    Set<Object> reached = new LinkedHashSet<>();
    while (reached.add(browser.value(NUMBER + "(document.activeElement)"))) {
      browser.press(Keys.TAB);
    }
    assertThat(reached)
        .containsAll(
            (List<?>)
                Objects.requireNonNull(
                    browser.value(
                        "[...document.querySelectorAll('a[href], button, [tabindex=\"0\"]')]"
                            + ".filter(e => e.checkVisibility() && !e.closest('.live'))"
                            + ".map("
                            + NUMBER
                            + ")")));
    browser.find(".skip").sendKeys(Keys.ENTER);
    assertThat(browser.value("location.hash")).isEqualTo("#main");
  }

  @Test
  void aPhoneDoesNotScrollThePageSideways() {
    browser.drawEverything();
    browser.size(380, 800);
    assertThat(browser.tooWide("body > *, main > *, section > *, figure", 380)).isEmpty();
    assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({"1400, 12000", "400, 30000"})
  void aLongRunIsReadOnAnyScreen(int width, int tall) throws IOException {
    browser.open(standard());
    browser.drawEverything();
    browser.run("document.querySelectorAll('details').forEach(e => e.open = false)");
    browser.size(width, 900);
    assertThat(browser.tooWide("body > *, main > *, section > *, article, figure, .scroll", width))
        .isEmpty();
    assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    assertThat((Long) browser.value("document.documentElement.scrollHeight"))
        .isBetween(3_000L, (long) tall);
    browser.run("document.querySelectorAll('details').forEach(e => e.open = true)");
    assertThat(browser.count("tbody td")).isGreaterThan(2_000);
    assertThat(browser.brokenWords()).isEmpty();
    assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    assertThat(browser.console()).isEmpty();
  }

  private static Path standard() throws IOException {
    var file = folder.resolve("standard.html");
    if (Files.notExists(file)) {
      var run = RunReader.read(STANDARD);
      var report = Reports.model(List.of(run), folder, ChartFolder.bundled());
      Files.writeString(file, ReportPage.html(report));
    }
    return file;
  }

  @Test
  void aTableIsSortedByTheWorthOfItsFiguresAndFilteredByWords() throws IOException {
    browser.open(standard());
    var times = "document.querySelectorAll('.figures')[1]";
    browser.run(times + ".open = true");
    browser.run(times + ".querySelectorAll('thead button')[4].click()");
    assertThat(nanos(times)).hasSizeGreaterThan(100).isSorted();
    browser.run(times + ".querySelectorAll('thead button')[4].click()");
    assertThat(nanos(times)).isSortedAccordingTo(Comparator.reverseOrder());
    browser.run(times + ".querySelector('input').focus()");
    new Actions(browser.driver()).sendKeys("jox virtual").perform();
    var shown =
        (List<?>)
            Objects.requireNonNull(
                browser.value(
                    "[..."
                        + times
                        + ".querySelectorAll('tbody tr')].filter(row =>"
                        + " row.getClientRects().length).map(row => row.textContent)"));
    assertThat(shown)
        .hasSizeBetween(1, 20)
        .allSatisfy(row -> assertThat(row.toString()).contains("jox", "virtual"));
  }

  /// The column of times of a table, in ns.
  private static List<Double> nanos(String table) {
    var units = Map.of("ns", 1.0, "µs", 1e3, "ms", 1e6, "s", 1e9);
    var cells =
        (List<?>)
            Objects.requireNonNull(
                browser.value(
                    "[..."
                        + table
                        + ".querySelectorAll('tbody tr')].map(row => row.cells[4].textContent)"));
    return cells.stream()
        .map(cell -> cell.toString().split(" "))
        .filter(words -> words[0].matches("[\\d.]+"))
        .map(words -> Double.parseDouble(words[0]) * Objects.requireNonNull(units.get(words[1])))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aPictureIsOnThePaperOfThePage(Paper paper) throws IOException {
    browser.media("screen", paper == Paper.DARK ? "dark" : "light");
    browser.drawEverything();
    for (var chart : model.charts().drawn()) {
      var figure = browser.find("[data-chart=" + chart.name() + "] .live svg");
      var image = ImageIO.read(new ByteArrayInputStream(figure.getScreenshotAs(OutputType.BYTES)));
      for (int x = 2; x < image.getWidth(); x += image.getWidth() / 2) {
        assertThat("#%06x".formatted(image.getRGB(x, 3) & 0xFFFFFF))
            .as(chart.name())
            .isEqualTo(colour(paper, "paper"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void axeFindsNoSeriousFault(Paper paper) throws IOException {
    // Every chart, but fewer marks: axe looks at each with all that surrounds it.
    var least = ReportPage.html(SampleReport.of(SampleTables.least()));
    browser.open(Files.writeString(folder.resolve("least.html"), least));
    browser.media("screen", paper == Paper.DARK ? "dark" : "light");
    browser.drawEverything();
    var options = new AxeRunOptions();
    // The rest would be described node by node, of which a chart has thousands.
    options.setResultTypes(List.of("violations"));
    // Marks bear no text, and still pictures are behind the live ones.
    var axe = new AxeBuilder().withOptions(options).exclude(".still svg");
    axe.setLegacyMode(); // in one go, with the browser's patience: the page has no frames
    for (var mark : List.of("symbol", "rule", "line")) {
      axe.exclude(".live .mark-" + mark);
    }
    if (paper == Paper.DARK) {
      // Nothing but colours is different.
      axe.withRules(List.of("color-contrast"));
    }
    var results = axe.analyze(browser.driver());
    assertThat(results.getErrorMessage()).isNull();
    assertThat(results.getPasses()).isNotEmpty();
    assertThat(results.getViolations())
        .filteredOn(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
        .extracting(ReportPageIT::inWords)
        .isEmpty();
  }

  private static String inWords(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " at " + rule.getNodes().get(0).getHtml();
  }

  @ParameterizedTest
  @CsvSource({"switching, platform, c1", "footprint, heap, c1"})
  void aChartIsSavedAsItIsSeen(String chart, String label, String colour) throws Exception {
    var saved = Files.createDirectories(folder.resolve("saved"));
    requireMarks(browser.save(chart, "svg", saved), label, colour);
    requireColour(browser.save(chart, "png", saved), colour(Paper.LIGHT, colour));
    assertThat(browser.console()).isEmpty();
  }

  /// The picture in a file has marks, some of that colour, and that label.
  private static void requireMarks(Path file, String label, String colour) throws Exception {
    var svg = Files.readString(file);
    assertThat(marksIn(svg)).isPositive();
    assertThat(svg).contains(">" + label + "<", "=\"" + colour(Paper.LIGHT, colour) + "\"");
  }

  private static void requireColour(Path file, String colour) throws IOException {
    var image = ImageIO.read(file.toFile());
    int wanted = Integer.parseInt(colour.substring(1), 16);
    var all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    assertThat(IntStream.of(all).filter(pixel -> (pixel & 0xffffff) == wanted).count())
        .as("pixels of the marks' colour in " + file)
        .isGreaterThan(200);
  }

  /// How many marks of an SVG stand for data, not for axes or legends.
  private static long marksIn(String svg) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    var document = builder.parse(new InputSource(new StringReader(svg)));
    return (long)
        (double)
            XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                    "count(//*[contains(@class, ' role-mark ') and not(contains(@class, 'group'))]/*)",
                    document,
                    XPathConstants.NUMBER);
  }

  @Test
  void whereNoV8RunsTheBrowserDrawsWhatV8WouldHaveDrawn() throws Exception {
    var bare = folder.resolve("bare");
    assertThat(reportWithoutV8(bare))
        .contains("The page draws its charts in the browser", "no V8 runs where it is made");
    assertThat(bare.resolve("charts")).doesNotExist();
    assertThat(Files.readString(bare.resolve("report.md"))).contains("no V8 ran where it was made");
    var run = RunReader.read(QUICK);
    var drawn = Reports.model(List.of(run), folder, ChartFolder.bundled()).charts().drawn();

    browser.open(bare.resolve("report.html"));
    browser.until("[data-chart=" + drawn.getLast().name() + "] .still svg");
    for (var chart : drawn) {
      assertThat(marksIn(still(chart.name()))).as(chart.name()).isEqualTo(marksIn(chart.svg()));
    }
    requireMarks(browser.save("switching", "svg", bare), "platform", "c1");
    requireColour(browser.save("switching", "png", bare), colour(Paper.LIGHT, "c1"));
    browser.drawEverything();
    assertThat(browser.count("figure")).as("none is empty").isEqualTo(drawn.size());
    assertThat(browser.console()).isEmpty();
    browser.media("print", "light");
    assertThat(browser.count("figure .still svg")).isEqualTo(drawn.size());
  }

  /// The still picture of a chart, as a file would hold it.
  private static String still(String chart) {
    return (String)
        browser.value(
            "new XMLSerializer().serializeToString(document.querySelector('[data-chart=%s] .still svg'))"
                .formatted(chart));
  }

  /// What the command says where the class path has no V8.
  private static String reportWithoutV8(Path target) throws Exception {
    var classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("javet-v8-"))
            .collect(Collectors.joining(File.pathSeparator));
    var said = folder.resolve("said.txt");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = List.of(java, "-cp", classPath, "dev.threadmill.cli.Threadmill", "report");
    var words = Stream.concat(command.stream(), Stream.of(QUICK, "--out", target));
    var process =
        new ProcessBuilder(words.map(Object::toString).toList())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    return Files.readString(said).replaceAll("\\s+", " ");
  }

  @Test
  void aPageWithoutChartsHasNothingToSayEither() throws IOException {
    var bare =
        new ReportModel(
            model.title(),
            model.summary(),
            model.findings(),
            new Rendering(List.of(), null, List.of("Charts are missing: no V8.")),
            model.chartTables(),
            model.tables(),
            model.machines(),
            List.of(),
            model.method(),
            model.limits(),
            List.of(),
            model.links());
    browser.open(Files.writeString(folder.resolve("bare.html"), ReportPage.html(bare)));
    assertThat(browser.find("#charts").getText()).contains("Charts are missing: no V8.");
    assertThat(browser.count("button, .hint, figure")).isZero();
    assertThat(browser.console()).isEmpty();
  }

  /// How many points of a chart can be seen whose spoken label holds these words.
  private static long marks(String chart, String words) {
    return browser.count(
        "[data-chart=%s] .live .mark-symbol path[aria-label*='%s']".formatted(chart, words));
  }

  /// The first entry in the legend of a chart.
  private static String legendOf(String chart) {
    return "[data-chart=" + chart + "] .live .role-legend-label text";
  }

  private static String colour(Paper paper, String name) {
    Map<String, String> colours = Objects.requireNonNull(model.charts().theme()).colours(paper);
    return Objects.requireNonNull(colours.get(name));
  }
}
