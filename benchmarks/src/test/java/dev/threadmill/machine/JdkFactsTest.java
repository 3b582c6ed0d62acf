package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what a JDK says of itself, recorded and asked.
class JdkFactsTest {
  private static final String RECORDED =
      """
      [Global flags]
           bool AllowParallelDefineClass                 = false                                     {product} {default}
           intx CICompilerCount                          = 2                                         {product} {ergonomic}
          ccstr HeapDumpPath                             = /data/a dump                           {manageable} {command line}
          uintx NonNMethodCodeHeapSize                   = 5828608                                {pd product} {ergonomic}
           bool PrintFlagsFinal                          = true                                      {product} {command line}
           bool UseCompressedOops                        = true                           {product lp64_product} {ergonomic}
           bool UseG1GC                                  = true                                      {product} {ergonomic}
           bool UseMaximumCompactionOnSystemGC           = true                                      {product} {command line}
          ccstr SharedArchiveFile                        =                                           {product} {environment}
      Property settings:
          java.runtime.version = 25.0.3+9-LTS
          java.vendor = Eclipse Adoptium
          java.version = 25.0.3
          java.vm.info = mixed mode, sharing
          java.vm.name = OpenJDK 64-Bit Server VM
          os.name = Linux
          user.name = mallory
      """;

  @TempDir Path root;

  private Host host() {
    return RecordedHost.unreadable(root, "Linux", "amd64");
  }

  @Test
  void readsAllFlagsThatAreNotAtTheirDefault() {
    var facts = JdkFacts.parse(RECORDED, new Redaction(host()));
    assertThat(facts)
        .isEqualTo(
            new JdkFacts(
                "25.0.3",
                "Eclipse Adoptium",
                "25.0.3+9-LTS",
                "OpenJDK 64-Bit Server VM",
                "G1",
                Map.of(
                    "CICompilerCount", "2",
                    "HeapDumpPath", "/data/a dump",
                    "NonNMethodCodeHeapSize", "5828608",
                    "UseCompressedOops", "true",
                    "UseG1GC", "true",
                    "UseMaximumCompactionOnSystemGC", "true",
                    "SharedArchiveFile", "")));
  }

  @Test
  void compactHeadersAreRecordedThoughTheyAreTheDefault() {
    var facts =
        JdkFacts.parse(
            """
                 bool UseCompactObjectHeaders                  = true                           {product lp64_product} {default}
                 bool UseCompressedOops                        = true                           {product lp64_product} {default}
            """,
            new Redaction(host()));
    assertThat(facts.flags()).isEqualTo(Map.of("UseCompactObjectHeaders", "true"));
    assertThat(JdkFacts.hasCompactHeaders(facts, List.of("-Xmx1g"))).isTrue();
  }

  @Test
  void argumentsOfAForkSayMoreThanItsJdk() {
    var facts = JdkFacts.parse(RECORDED, new Redaction(host()));
    var sweep = List.of("-XX:+UseSerialGC", "-XX:-UseSerialGC", "-XX:+UseZGC");
    assertThat(JdkFacts.collector(facts, sweep)).isEqualTo("Z");
    assertThat(JdkFacts.collector(facts, List.of("-Xmx1g"))).isEqualTo("G1");
    assertThat(JdkFacts.collector(null, List.of())).isNull();
    var compact = List.of("-XX:-UseCompactObjectHeaders", "-XX:+UseCompactObjectHeaders");
    assertThat(JdkFacts.hasCompactHeaders(facts, List.of())).isFalse();
    assertThat(JdkFacts.hasCompactHeaders(facts, compact)).isTrue();
    assertThat(JdkFacts.hasCompactHeaders(facts, compact.reversed())).isFalse();
  }

  @Test
  void asksTheJdkThatRunsThisTest() throws InterruptedException {
    var home = Path.of(System.getProperty("java.home"));
    var facts =
        JdkFacts.of(host(), home, List.of("-XX:+UseSerialGC", "-Xmx64m", "-XX:MaxInlineLevel=7"));
    assertThat(facts.version()).isEqualTo(System.getProperty("java.version"));
    assertThat(facts.build()).isEqualTo(System.getProperty("java.runtime.version"));
    assertThat(facts.collector()).isEqualTo("Serial");
    assertThat(facts.flags())
        .containsEntry("UseSerialGC", "true")
        .containsEntry("MaxHeapSize", String.valueOf(64L << 20))
        .containsEntry("MaxInlineLevel", "7")
        .doesNotContainKey("PrintFlagsFinal");
  }

  @Test
  void aFolderWithoutAJdkIsUnknown() throws InterruptedException {
    assertThat(JdkFacts.of(host(), root, List.of()))
        .isEqualTo(new JdkFacts(null, null, null, null, null, Map.of()));
  }

  @Test
  void aJdkThatRefusesItsOptionsIsUnknown() throws InterruptedException {
    var home = Path.of(System.getProperty("java.home"));
    assertThat(JdkFacts.of(host(), home, List.of("-XX:NoSuchFlag")).version()).isNull();
  }
}
