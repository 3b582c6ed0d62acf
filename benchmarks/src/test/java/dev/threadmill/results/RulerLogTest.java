package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.machine.Ruler.Scores;
import dev.threadmill.results.RunManifest.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulerLogTest {
  private static final RulerReading FIRST =
      new RulerReading("2026-01-01T00:01:00Z", new Scores(1e9, 2e10, 4));
  private static final RulerReading SECOND =
      new RulerReading("2026-01-01T00:01:30.5Z", new Scores(1.1e9, 1.9e10, 4));

  @TempDir Path parent;
  private RunFolder folder;

  @BeforeEach
  void aFolder() {
    folder =
        RunFolder.create(
            parent, "run", Samples.manifest(new Limits(3, 5, 0.02, 60), Samples.pair("a")));
  }

  private void append(RulerReading reading) {
    var log = folder.appendRuler();
    log.append(reading);
  }

  @Test
  void readingsAreReadBackAndStandInTheRun() {
    append(FIRST);
    append(SECOND);
    assertThat(folder.ruler()).containsExactly(FIRST, SECOND);
    assertThat(RunReader.read(folder.path()).ruler()).containsExactly(FIRST, SECOND);
  }

  @Test
  void aFolderWithoutReadingsIsAsGoodAsItWas() {
    folder.appendRuler();
    assertThat(folder.file("ruler.jsonl")).doesNotExist();
    assertThat(RunReader.read(folder.path()).ruler()).isEmpty();
  }

  @Test
  void aLineThatWasCutIsPassedOverAndThenWrittenOver() throws IOException {
    append(FIRST);
    Files.writeString(folder.file("ruler.jsonl"), "{\"started\":\"20", StandardOpenOption.APPEND);
    assertThat(folder.ruler()).containsExactly(FIRST);
    append(SECOND);
    assertThat(folder.ruler()).containsExactly(FIRST, SECOND);
  }

  @Test
  void aLineThatIsNoReadingIsPassedOverAndToldByItsNumber() throws IOException {
    append(FIRST);
    String first = Files.readString(folder.file("ruler.jsonl"));
    for (String line :
        new String[] {
          "{}",
          "{\"started\":\"yesterday\",\"scores\":{\"spinStepsPerSecond\":1,\"copyBytesPerSecond\":1}}",
          "{\"started\":\"2026-01-01T00:00:00Z\",\"scores\":{\"spinStepsPerSecond\":-1}}"
        }) {
      Files.writeString(folder.file("ruler.jsonl"), first + line + "\n");
      var run = RunReader.read(folder.path());
      assertThat(run.ruler()).as(line).containsExactly(FIRST);
      assertThat(run.damage())
          .singleElement()
          .asString()
          .startsWith("line 2 of ruler.jsonl is damaged (")
          .endsWith("): 1 reading used");
    }
  }
}
