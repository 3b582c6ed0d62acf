package dev.threadmill.report.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what a writer is told whose template asks for what the runs do not say.
class MisquoteTest {
  @TempDir Path folder;

  private Drafts drafts;

  @BeforeEach
  void startWithTheSample() throws IOException {
    drafts = new Drafts(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ration SpawnJoin}}            | {{ration}} is nothing that can be quoted",
        "{{ration SpawnJoin}}            | did you mean \"ratio\"?",
        "{{score SpawnJoint}}            | finds no benchmark SpawnJoint in run quiet",
        "{{score SpawnJoint}}            | did you mean \"SpawnJoin\"?",
        "{{score}}                       | names no benchmark",
        "{{score SpawnJoin batsh=100}}   | names batsh=, and the benchmark has",
        "{{score SpawnJoin batsh=100}}   | did you mean \"batch\"?",
        "{{score SpawnJoin batch=99}}    | finds no batch=99 in run quiet, which has 100",
        "{{score SpawnJoin jdk=21}}      | finds no jdk=21 in run quiet, which has 25",
        "{{score SpawnJoin}}             | means 2 cells of run quiet; say also threadKind"
            + " (PLATFORM, VIRTUAL)",
        "{{score SpawnJoin run=loud}}    | names the run \"loud\", and the head has quiet",
        "{{score SpawnJoin of=VIRTUAL}}  | has no of=",
        "{{score SpawnJoin 100}}         | does not understand \"100\"",
        "{{score MessagingLatency contender=CHANNEL}} | at a set rate: quote its latency",
        "{{ratio SpawnJoin of=VIRTUAL}}  | needs to=",
        "{{ratio SpawnJoin of=VIRTUAL to=GREEN}} | differ in being VIRTUAL and GREEN alone; there"
            + " are threadKind (PLATFORM, VIRTUAL), contender (BARE_THREAD), cores (2), jdk (25)",
        "{{ratio MessagingThroughput of=CHANNEL to=ARRAY_BLOCKING_QUEUE}} | means 2 comparisons in"
            + " run quiet; say also threadKind (PLATFORM, VIRTUAL)",
        "{{ratio SpawnJoin of=VIRTUAL to=PLATFORM what=size}} | has no what=size: there are time,"
            + " memory, latency, median_latency, delay, wait",
        "{{ratio SpawnJoin of=VIRTUAL to=PLATFORM what=tiem}} | did you mean \"time\"?",
        "{{compare SpawnJoin of=VIRTUAL}}  | needs to=",
        "{{score SpawnJoin threadKind=VIRTUAL run=quiet,quiet}} | takes one run",
        "{{ratio MessagingLatency of=CHANNEL to=ARRAY_BLOCKING_QUEUE}} | say what=latency",
        "{{metric ParkedThread threadKind=VIRTUAL metric=heep}} | did you mean \"heap\"?",
        "{{metric SpawnJoin threadKind=VIRTUAL}} | needs metric=",
        "{{latency SpawnJoin threadKind=VIRTUAL at=99}} | has no histogram=latency: there is none",
        "{{latency MessagingLatency contender=CHANNEL at=98}} | has no at=98: there are 50, 90, 99,"
            + " 99.9, 99.99",
        "{{scores SharedCounter rows=contender}} | has several cells for one place",
        "{{scores SharedCounter rows=colour}}    | has no colour to make a table by",
        "{{chart spawnings}}             | did you mean \"spawning\"?",
        "{{chart scaling-threads}}       | shows nothing: scaling-threads.vl.json: skipped",
        "{{claims everything}}           | does not understand \"everything\"",
        "{{machines batch=1}}            | has no batch=",
        "{{end}}                         | ends no part",
        "{{begin}}{{end}}                | names its part by one word",
        "{{begin one}}                   | has no {{end}}",
        "{{begin one}}{{begin two}}{{end}} | stands within the part of line 5",
        "{{begin one}}{{end}}{{begin one}}{{end}} | of a name that there is already",
        "{{}}                            | does not begin with what to quote",
        "{{score \"SpawnJoin}}           | cannot be read from",
        "{{score batch=1 batch=2}}       | says batch= twice",
        "{{score SpawnJoin               | {{ has no }}",
      })
  void isToldWhereAndWhatWasNotFound(String body, String words) throws IOException {
    var template = drafts.write(body + "\n");
    assertThatThrownBy(() -> Drafts.read(template))
        .isInstanceOf(Unusable.class)
        .hasMessageStartingWith(template + ", line 5: {{")
        .hasMessageContaining(words);
  }

  @Test
  void isToldAllFaultsAtOnce() throws IOException {
    var template = drafts.write("one\n{{score Nothing}}\n\n{{compare Nothing of=A to=B}}\n");
    assertThatThrownBy(() -> Drafts.read(template))
        .message()
        .hasLineCount(2)
        .contains("line 6: {{score}} finds no", "line 8: {{compare}} finds no");
  }

  @Test
  void isToldWhichCellsAreNearWhereNoneHasAll() throws IOException {
    drafts.over(
        manifest ->
            manifest.replaceFirst(
                "(?s)(\"threadKind\": \"VIRTUAL\",\\s+\"batch\": )\"100\"", "$1\"1\""),
        fork -> fork);
    var template = drafts.write("{{score SpawnJoin batch=1 threadKind=PLATFORM}}");
    assertThatThrownBy(() -> Drafts.read(template))
        .hasMessageContaining("that has all of this; near are spawning.SpawnJoinBenchmark");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text                               | 1 | begins with a line ---",
        "---;write: a.md                    | 1 | has no end",
        "---;write: a.md;---                | 3 | names no run",
        "---;run a: .;---                   | 3 | has one line \"write: FILE\"",
        "---;write: a.md;run a: .;run a: .;---  | 4 | two runs \"a\"",
        "---;write: a.md;run A: .;---       | 3 | is none of \"write\", \"refresh\" and \"run"
            + " NAME\", with small letters",
        "---;write: a.md;run a;---          | 3 | has no path",
        "---;write: a.md;refresh: ../b.md;run a: .;--- | 5 | is not in the folder of",
        "---;write: /a.md;run a: .;---      | 2 | /a.md is absolute",
        "---;write: ../../a.md;run a: .;--- | 2 | is outside of",
        "---;write: ../.git/a;run a: .;---  | 2 | is outside of",
        "---;write: a.md;refresh: ../../b.md;run a: .;--- | 3 | is outside of"
      })
  void isToldWhatTheHeadLacks(String head, int line, String words) throws IOException {
    var template = drafts.writeAll(head.replace(';', '\n') + "\n");
    assertThatThrownBy(() -> Drafts.read(template))
        .isInstanceOf(Unusable.class)
        .hasMessageStartingWith(template + ", line " + line + ": ")
        .hasMessageContaining(words);
  }

  @Test
  void isToldOfATemplateOrRunThatIsNotThere() throws IOException {
    assertThatThrownBy(() -> Drafts.read(folder.resolve("none.md")))
        .hasMessage("There is no template " + folder.resolve("none.md"));
    var template = drafts.writeAll("---\nwrite: a.md\nrun a: nowhere\n---\n");
    assertThatThrownBy(() -> Drafts.read(template))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("nowhere");
    assertThat(Files.exists(drafts.document())).isFalse();
  }
}
