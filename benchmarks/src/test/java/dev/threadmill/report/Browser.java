package dev.threadmill.report;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.support.Color;
import org.openqa.selenium.support.ui.WebDriverWait;

/// The Chromium of this system without a window and without a network.
final class Browser implements AutoCloseable {
  private static final List<String> CHROMIUMS =
      List.of("chromium", "chromium-browser", "google-chrome");

  // Kept, since a logger that nobody holds loses its level.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;
  private final WebDriverWait patience;

  /// How long the browser may take for anything: what is slow is no fault.
  private static final Duration LONG = Duration.ofMinutes(8);

  private Browser(ChromeDriver driver) {
    this.driver = driver;
    this.patience = new WebDriverWait(driver, LONG, Duration.ofMillis(50));
    driver.manage().timeouts().pageLoadTimeout(LONG).scriptTimeout(LONG);
  }

  /// What is missing for a browser, or nothing.
  static Optional<String> missing() {
    if (CHROMIUMS.stream().noneMatch(name -> onPath(name).isPresent())) {
      return Optional.of("no " + String.join(", ", CHROMIUMS) + " on the path");
    }
    return onPath("chromedriver").isPresent()
        ? Optional.empty()
        : Optional.of("no chromedriver on the path");
  }

  static Browser start() {
    // It warns of a Chromium newer than itself, of which it uses nothing that changes.
    SELENIUM.setLevel(Level.SEVERE);
    var options = new ChromeOptions();
    options.setBinary(
        CHROMIUMS.stream().flatMap(name -> onPath(name).stream()).findFirst().orElseThrow());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1280,900",
        "--force-color-profile=srgb");
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    // Named, since Selenium would else ask the network which driver fits.
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath("chromedriver").orElseThrow())
            .withTimeout(LONG)
            .build();
    var browser =
        new Browser(
            new ChromeDriver(service, options, ClientConfig.defaultConfig().readTimeout(LONG)));
    browser.command("Network.enable", Map.of());
    browser.command(
        "Network.emulateNetworkConditions",
        Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
    return browser;
  }

  ChromeDriver driver() {
    return driver;
  }

  /// Opens a file as a new visitor would: light, on a screen, with scripts.
  void open(Path page) {
    scripts(true);
    media("screen", "light");
    size(1280, 900);
    driver.get("about:blank");
    forgetLogs();
    driver.get(page.toUri().toString());
  }

  /// Has the browser run the scripts of pages opened from now on, or not.
  void scripts(boolean run) {
    command("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  void media(String medium, String colourScheme) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
  }

  void size(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  /// The value of a script's expression on the page.
  Object value(String expression) {
    return driver.executeScript("return " + expression);
  }

  void run(String script) {
    driver.executeScript(script);
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /// How many elements of a selector can be seen.
  long count(String selector) {
    return (Long)
        Objects.requireNonNull(
            driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])]"
                    + ".filter(e => e.checkVisibility()).length",
                selector));
  }

  /// The words in cells of tables that stand on two lines.
  List<?> brokenWords() {
    return (List<?>)
        Objects.requireNonNull(
            value(
                """
                [...document.querySelectorAll('td, th')].flatMap(cell => {
                  const broken = [];
                  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                  while (texts.nextNode()) {
                    for (const word of texts.currentNode.data.matchAll(/[^\\s-]+/g)) {
                      const range = document.createRange();
                      range.setStart(texts.currentNode, word.index);
                      range.setEnd(texts.currentNode, word.index + word[0].length);
                      const lines = new Set([...range.getClientRects()].map(line => line.top));
                      if (lines.size > 1) broken.push(word[0] + ' in ' + cell.textContent);
                    }
                  }
                  return broken;
                })\
                """));
  }

  /// The elements of a selector that reach beyond the window.
  List<?> tooWide(String selector, int width) {
    return (List<?>)
        Objects.requireNonNull(
            value(
                "[...document.querySelectorAll('%s')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > %d)"
                        .formatted(selector, width)
                    + ".map(e => e.outerHTML.slice(0, 200))"));
  }

  /// A colour as computed, written as `#rrggbb`.
  String colour(String selector, String property) {
    return Color.fromString(find(selector).getCssValue(property)).asHex();
  }

  /// Waits until an element of this selector is there.
  void until(String selector) {
    patience.until(there -> !there.findElements(By.cssSelector(selector)).isEmpty());
  }

  /// Brings a chart into view and waits until it is live.
  void draw(String chart) {
    run("document.querySelector('[data-chart=" + chart + "]').scrollIntoView({block: 'center'})");
    until("[data-chart=" + chart + "].drawn");
  }

  /// Makes the window so tall that all charts are in view, and waits until they are live.
  void drawEverything() {
    unfold();
    size(1280, 20_000);
    patience.until(
        there -> there.findElements(By.cssSelector("figure.chart:not(.drawn)")).isEmpty());
    size(1280, 900);
  }

  /// Opens the charts that are folded.
  void unfold() {
    run("document.querySelectorAll('details:has(figure)').forEach(e => e.open = true)");
  }

  /// Saves a chart by its button, as a visitor does, into a folder.
  Path save(String chart, String kind, Path folder) {
    draw(chart);
    command(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toAbsolutePath().toString()));
    find("[data-chart=" + chart + "] .save [value=" + kind + "]").click();
    var file = folder.resolve(chart + "." + kind);
    patience.until(there -> Files.exists(file));
    return file;
  }

  void pointAt(String selector) {
    new Actions(driver).moveToElement(find(selector)).perform();
  }

  void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  /// What the console said since the page was opened, at any level.
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /// The addresses asked for since the page was opened.
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(
            message ->
                message.replaceFirst("(?s).*?\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private void forgetLogs() {
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
  }

  private static Optional<File> onPath(String name) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .flatMap(folder -> folder.isEmpty() ? Stream.empty() : Stream.of(Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toFile)
        .findFirst();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
