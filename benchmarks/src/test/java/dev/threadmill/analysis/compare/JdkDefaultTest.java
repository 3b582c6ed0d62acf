package dev.threadmill.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Setting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tests which defaults two JDKs are said to differ in.
class JdkDefaultTest {
  private static Setting fork(String jdk, String... arguments) {
    return new Setting(
        "1.37", 1, "java", List.of(arguments), jdk, "VM", jdk, 1, "1 s", 1, 1, "1 s", 1);
  }

  @Test
  void allThatChangedBetweenTheTwoWhicheverComesFirst() {
    var said =
        "Defaults changed between JDK 21 and 27: a free monitor is locked without a mark on the"
            + " stack (JDK-8327089); a virtual thread that waits for a monitor gives up its carrier"
            + " (JEP 491); the heap begins as small as it may be (JDK-8371987); contended monitors"
            + " are found by a table (JDK-8379782); the header of an object takes 8 bytes instead of"
            + " 12 (JEP 534); G1 is the collector on small machines, too (JEP 523)";
    assertThat(JdkDefault.between(fork("21.0.13"), fork("27.0.1.0.3"))).contains(said);
    assertThat(JdkDefault.between(fork("27"), fork("21"))).contains(said);
  }

  @Test
  void whatBothSidesSetIsNoDefaultOfTheirs() {
    var usual = new String[] {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"};
    assertThat(JdkDefault.between(fork("25.0.3", usual), fork("27.0.1", usual)).orElseThrow())
        .contains("JDK-8379782", "JEP 534")
        .doesNotContain("JDK-8371987", "JEP 523", "JEP 491");
    var old = "-XX:-UseCompactObjectHeaders";
    assertThat(JdkDefault.between(fork("25.0.3", old), fork("27.0.1", old)).orElseThrow())
        .doesNotContain("JEP 534");
    assertThat(JdkDefault.between(fork("25.0.3"), fork("27.0.1", old)).orElseThrow())
        .contains("JEP 534");
  }

  @Test
  void updatesChangeNoDefaultAndWhatIsUnknownIsNotGuessed() {
    assertThat(JdkDefault.between(fork("25.0.1"), fork("25.0.3"))).isEqualTo(Optional.empty());
    assertThat(JdkDefault.between(fork("21"), fork("22"))).isEmpty();
    assertThat(JdkDefault.between(fork("rustc 1.95"), fork("27"))).isEmpty();
  }
}
