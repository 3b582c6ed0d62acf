package dev.threadmill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.threadmill.analysis.claims.ClaimList;
import dev.threadmill.analysis.claims.Claims;
import dev.threadmill.results.RunReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `claims`: what runs say to what was published.
@Command(
    name = "claims",
    description = {
      "Holds runs against published claims: reproduced, direction only, refuted here, inconclusive.",
      "A run is a run folder or a JSON file of JMH; each is judged by itself."
    })
final class ClaimsCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "RUN", description = "The runs to judge by.")
  List<Path> runs = new ArrayList<>();

  @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
  Format format = Format.TEXT;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    var claims = ClaimList.ofThisJar();
    List<ClaimLine> lines = new ArrayList<>();
    for (Path path : runs) {
      var run = RunReader.read(path);
      Claims.judge(run, claims)
          .forEach(judgement -> lines.add(ClaimLine.of(run.name(), judgement)));
    }
    switch (format) {
      case TEXT, MARKDOWN -> new ClaimsPage(out, format == Format.MARKDOWN).print(lines);
      case CSV -> lines(lines, out);
      case JSON -> json(lines, out);
    }
    out.flush();
    return 0;
  }

  private static void lines(List<ClaimLine> lines, PrintWriter out) {
    var csv = new Csv(out);
    csv.write(
        List.of(
            "run",
            "claim",
            "scenario",
            "where",
            "standing",
            "ratio",
            "low",
            "high",
            "endRatio",
            "endLow",
            "endHigh",
            "bandLow",
            "bandHigh",
            "reason",
            "source"));
    for (ClaimLine line : lines) {
      List<String> cells =
          new ArrayList<>(
              List.of(line.run(), line.claim(), line.scenario(), line.where(), line.standing()));
      for (int i = 0; i < 2; i++) {
        var figure = i < line.figures().size() ? line.figures().get(i) : null;
        cells.add(figure == null ? "" : Csv.number(figure.ratio()));
        cells.add(figure == null ? "" : Csv.number(figure.low()));
        cells.add(figure == null ? "" : Csv.number(figure.high()));
      }
      cells.add(Csv.number(line.bandLow()));
      cells.add(Csv.number(line.bandHigh()));
      cells.add(line.reason());
      cells.add(line.source());
      csv.write(cells);
    }
  }

  private static void json(List<ClaimLine> lines, PrintWriter out) throws JsonProcessingException {
    var indenter = new DefaultIndenter("  ", "\n");
    out.println(
        JsonMapper.builder()
            .build()
            .writer(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
            .writeValueAsString(new ClaimLine.Document(ClaimLine.SCHEMA, lines)));
  }
}
