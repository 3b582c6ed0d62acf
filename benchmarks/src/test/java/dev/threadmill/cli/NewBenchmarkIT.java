package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.generators.BenchmarkProcessor;

/// A benchmark that is added to the suite is one file, and no other changes: it is listed, planned,
/// measured, answered and drawn by what it says of itself.
class NewBenchmarkIT {
  private static final Path SOURCE =
      Path.of("src/newcomer/java/dev/threadmill/suite/newcomer/CombiningBenchmark.java");

  @TempDir static Path classes;
  @TempDir Path folder;

  @BeforeAll
  static void compilesTheNewcomer() throws Exception {
    var javac = ToolProvider.getSystemJavaCompiler();
    var words = new StringWriter();
    try (var files = javac.getStandardFileManager(null, null, null)) {
      boolean done =
          javac
              .getTask(
                  words,
                  files,
                  null,
                  List.of(
                      "-d",
                      classes.toString(),
                      "-cp",
                      String.join(
                          File.pathSeparator,
                          "target/benchmarks.jar",
                          System.getProperty("java.class.path")),
                      "-processorpath",
                      System.getProperty("java.class.path"),
                      "-processor",
                      BenchmarkProcessor.class.getName()),
                  null,
                  files.getJavaFileObjects(SOURCE))
              .call();
      assertThat(done).as(words.toString()).isTrue();
    }
  }

  @Test
  void itIsListedAndPlanned() throws Exception {
    try (var jar = JarProcess.with(classes, folder)) {
      var list = jar.run("list").output();
      assertThat(list).containsPattern("sum-or-product +Sum or product: which is faster[?]");
      assertThat(list.indexOf("sum-or-product")).isLessThan(list.indexOf("More questions"));
      var text = jar.run("list", "--format", "json").output();
      var json = new ObjectMapper().readTree(text.substring(text.indexOf('{')));
      List<String> groups = new ArrayList<>();
      json.get("groups").forEach(group -> groups.add(group.get("name").asText()));
      assertThat(groups).contains("newcomer.CombiningBenchmark.combine[size=8]");
      assertThat(jar.run("list", "--preset", "standard").output())
          .containsPattern("(?s)More questions.*sum-or-product");
    }
  }

  @Test
  void itIsAnsweredAndDrawn() throws Exception {
    try (var jar = JarProcess.with(classes, folder)) {
      var run =
          jar.run("run", "sum-or-product", "--preset", "smoke", "--machine", "here", "--out=new");
      assertThat(run.code()).as(run.output()).isZero();
      assertThat(run.output())
          .contains("sum-or-product: Sum or product: which is faster?")
          .containsPattern("\n    Product of all +\\d")
          .containsPattern("\n    sum +\\d");
      Path made;
      try (var runs = Files.list(folder.resolve("new").resolve("here"))) {
        made = runs.findFirst().orElseThrow();
      }
      assertThat(made.resolve("report.md"))
          .content()
          .contains("Sum or product: which is faster?", "run sum-or-product --preset smoke");
      try (var charts = Files.list(made.resolve("charts"))) {
        assertThat(charts.filter(chart -> chart.toString().endsWith(".svg")))
            .anySatisfy(chart -> assertThat(chart).content().contains("Product of all"));
      }
      assertThat(Files.readString(made.resolve("run.json"))).doesNotContain("--out");
    }
  }
}
