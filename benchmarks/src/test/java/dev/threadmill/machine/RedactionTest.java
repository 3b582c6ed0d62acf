package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that nothing recorded says who ran it, or where.
class RedactionTest {
  @TempDir Path root;

  private Redaction redaction() {
    return new Redaction(RecordedHost.unpack("metal", root).host(Map.of("HOSTNAME", "heart")));
  }

  @Test
  void nothingThatNamesAPersonReachesAFingerprint() throws JsonProcessingException {
    var options =
        "-Xmx1g -Xlog:gc:file=/home/mallory/gc.log -Dwho=mallory -Dlaunch='Mallory Smith'"
            + " -Dhttp.proxyHost=proxy.secret.example -Djdk.at=192.168.17.4 -Djdk.mail=m@secret.io"
            + " -Djdk.on=deep-thought -javaagent:/srv/mallory/agent.jar=key=s3cr3t"
            + " -Djava.io.tmpdir=/home/mallory/tmp @/home/mallory/more -Djdk.net=fe80:0:0:1::7";
    var environment = Map.of("JAVA_TOOL_OPTIONS", options, "_JAVA_OPTIONS", "-Dtoken=s3cr3t");
    var host = RecordedHost.unpack("metal", root).host(environment);
    var flags =
        """
           ccstr HeapDumpPath = /home/mallory/dumps {manageable} {command line}
           ccstr ErrorFile = /home/other/hs.log {product} {command line}
            user.name = mallory
            user.home = /home/mallory
        """;
    var fingerprint = Fingerprint.of(host).with("25", JdkFacts.parse(flags, new Redaction(host)));
    assertThat(new ObjectMapper().writeValueAsString(fingerprint).toLowerCase())
        .contains("-xmx1g", "~/gc.log", "-dwho=...", "-javaagent:agent.jar", "~/tmp", "~/dumps")
        .doesNotContain("mallory", "smith", "secret", "s3cr3t", "192.168", "deep-thought")
        .doesNotContain("/home", "fe80", "other/");
  }

  @Test
  void theFingerprintOfThisMachineNamesNoHostAndNoHome() throws JsonProcessingException {
    var here = Host.here();
    var json = new ObjectMapper().writeValueAsString(Fingerprint.of(here));
    assertThat(json).doesNotContain("/home/", "/Users/", "\"hostname\"");
    var home = here.person().home();
    if (home.length() > 1) {
      assertThat(json).doesNotContain(home + "/");
    }
  }

  @Test
  void aLongWordIsReadOnceAndNotAnewFromEachOfItsLetters() {
    var word = "x".repeat(1 << 20);
    var hidden =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1), () -> redaction().text(word + " me@example.org"));
    assertThat(hidden).hasSize(word.length() + 4).endsWith("x ...");
  }

  @Test
  void aLineHasNothingThatATerminalObeys() {
    assertThat(Redaction.line(" a\r\n\tb\u2028c \u001b[2J\u009b\u202e\u0000d ", 40))
        .isEqualTo("a b c [2Jd");
    assertThat(Redaction.line("abcdef", 5)).isEqualTo("abcd…");
  }

  @Test
  void optionsThatCanChangeASpeedAreKept() {
    assertThat(
            redaction()
                .options(
                    "-XX:+UseZGC  -Xss512k -Djdk.virtualThreadScheduler.parallelism=4"
                        + " --add-opens=java.base/java.lang=ALL-UNNAMED -Dfast=true -Dempty="))
        .containsExactly(
            "-XX:+UseZGC",
            "-Xss512k",
            "-Djdk.virtualThreadScheduler.parallelism=4",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dfast=true",
            "-Dempty=");
  }

  @Test
  void quotesHoldAnOptionTogether() {
    assertThat(redaction().options("-Dname=\"Mal O Ry\" '-Dother=x y' -Xint"))
        .containsExactly("-Dname=...", "-Dother=...", "-Xint");
  }

  @Test
  void homesOfEverySystemAreOneTilde() {
    assertThat(redaction().text("/home/mallory/a C:\\Users\\Bob\\b /Users/eve /home/mallory2/c"))
        .isEqualTo("~/a ~\\b ~ ~/c");
  }

  @Test
  void hostNamesAreTakenOutAsWholeWordsOnly() {
    assertThat(redaction().text("heart.local hearts deep-thought"))
        .isEqualTo("....local hearts ...");
  }

  @Test
  void aNameThatIsAnybodysIsAWord() {
    var host = RecordedHost.unpack("metal", root).host(Map.of("HOSTNAME", "VM"));
    assertThat(new Redaction(host).text("Forked VM failed")).isEqualTo("Forked VM failed");
  }

  @Test
  void versionsAreNotAddresses() {
    for (var version : List.of("25.0.3+9-LTS", "6.8.0-45", "1:2:3")) {
      assertThat(redaction().text(version)).isEqualTo(version);
    }
  }

  @Test
  void neitherPersonNorEnvironmentIsPrinted() {
    var host = RecordedHost.unpack("vm", root).host(Map.of("TOKEN", "s3cr3t"));
    assertThat(host.toString()).contains(root.toString()).doesNotContain("s3cr3t", "mallory");
    assertThat(new Host.Person("mallory", "/home/mallory").toString()).doesNotContain("mallory");
  }
}
