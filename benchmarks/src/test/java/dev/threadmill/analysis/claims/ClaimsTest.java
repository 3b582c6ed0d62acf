package dev.threadmill.analysis.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.analysis.claims.Judgement.ClaimStanding;
import dev.threadmill.analysis.compare.SampleRun;
import dev.threadmill.comparison.RunAnalysis;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what hand-made runs say to the claims in the jar.
class ClaimsTest {
  private static final String PING_PONG = "switching.PingPongBenchmark.roundTrip";

  private static List<Judgement> judge(SampleRun run, String id) {
    return Claims.judge(RunAnalysis.of(run.run()), Claim.ofThisJar()).stream()
        .filter(judgement -> judgement.claim().id().equals(id))
        .toList();
  }

  private static Judgement first(SampleRun run, String id) {
    return judge(run, id).getFirst();
  }

  private static SampleRun parking(double platform, double virtual) {
    var run = new SampleRun();
    run.jdk = "21.0.5";
    return run.with(
            PING_PONG, platform, "contender", "PARK", "threadKind", "PLATFORM", "carriers", "all")
        .with(PING_PONG, virtual, "contender", "PARK", "threadKind", "VIRTUAL", "carriers", "all");
  }

  private static SampleRun parking(double platform, double virtual, Consumer<SampleRun> change) {
    var run = parking(platform, virtual);
    change.accept(run);
    return run;
  }

  @ParameterizedTest
  @CsvSource({"800, REPRODUCED", "200, DIRECTION_ONLY", "100, REFUTED", "50, REFUTED"})
  void aRatioIsJudgedByItsPairedInterval(double platform, ClaimStanding standing) {
    var judgement = first(parking(platform, 100), "T5");
    assertThat(judgement.standing()).isEqualTo(standing);
    assertThat(judgement.figures().getFirst().ratio().isPaired()).isTrue();
  }

  @Test
  void claimedAndMeasuredAreToldInOneDirection() {
    var faster = first(parking(800, 100), "T5");
    assertThat(faster.claimed()).isEqualTo("8.1x faster (accepted: 3x to 16x)");
    assertThat(faster.measured()).matches("[78]\\.\\d+x \\[.*] faster");
    assertThat(first(parking(50, 100), "T5").measured())
        .matches("(1\\.99|2\\.0\\d)x \\[.*] slower");
  }

  @Test
  void whatIsUndecidedIsInconclusive() {
    var wide = parking(104, 100, run -> run.cpusMove = true);
    assertThat(first(wide, "T5").standing()).isEqualTo(ClaimStanding.INCONCLUSIVE);
  }

  @Test
  void onAnotherJdkTheBandIsWider() {
    assertThat(first(parking(230, 100, run -> run.jdk = "25.0.1"), "T5").standing())
        .isEqualTo(ClaimStanding.REPRODUCED);
    assertThat(first(parking(230, 100), "T5").standing()).isEqualTo(ClaimStanding.DIRECTION_ONLY);
  }

  @Test
  void onAnUnknownMachineOnlyTheDirectionIsJudged() {
    var judgement = first(parking(800, 100, run -> run.fingerprinted = false), "T5");
    assertThat(judgement.standing()).isEqualTo(ClaimStanding.DIRECTION_ONLY);
    assertThat(judgement.reason()).contains("too unlike");
  }

  @Test
  void threeRoundsShowWhichIsFasterAndFiveThatBothAreTheSame() {
    assertThat(first(parking(800, 100, run -> run.rounds = 3), "T5").standing())
        .isEqualTo(ClaimStanding.REPRODUCED);
    assertThat(first(parking(800, 100, run -> run.rounds = 2), "T5").reason())
        .isEqualTo("fewer than 3 rounds");
    var channels = ofRust(100, 100);
    channels.rounds = 4;
    assertThat(judge(channels, "Q12"))
        .extracting(Judgement::reason)
        .contains("fewer than 5 rounds");
  }

  @Test
  void forksThatWereNotInterleavedAreInconclusive() {
    assertThat(first(parking(800, 100, run -> run.plainFile = true), "T5").reason())
        .contains("interleaved");
  }

  @Test
  void aDisturbedRunIsInconclusive() {
    var judgement = first(parking(800, 100, run -> run.steal = 0.2), "T5");
    assertThat(judgement.standing()).isEqualTo(ClaimStanding.INCONCLUSIVE);
    assertThat(judgement.reason()).contains("hypervisor");
  }

  @Test
  void forksThatDifferDoNotMakeADecisiveIntervalInconclusive() {
    var moved = parking(800, 100, run -> run.cpusMove = true);
    moved.rounds = 8;
    assertThat(first(moved, "T5").standing()).isEqualTo(ClaimStanding.REPRODUCED);
  }

  @Test
  void whatTheRunHasNotIsNotRunAndWhatTheSuiteHasNotIsNotCovered() {
    assertThat(first(SampleRun.pair(), "T5").standing()).isEqualTo(ClaimStanding.NOT_RUN);
    assertThat(first(SampleRun.pair(), "L9").standing()).isEqualTo(ClaimStanding.NOT_COVERED);
  }

  /// A time of the same message through two channels of Rust.
  private static SampleRun ofRust(double std, double crossbeam) {
    var run = new SampleRun();
    run.rounds = 12;
    for (var lane : List.of("rust", "tokio")) {
      run.with(
          "messaging.MessagingThroughputBenchmark.transfer",
          lane.equals("rust") ? std : crossbeam,
          "contender",
          lane.equals("rust") ? "CHANNEL" : "CROSSBEAM",
          "threadKind",
          "PLATFORM",
          "capacity",
          "64",
          "producers",
          "4",
          "consumers",
          "1",
          "payload",
          "PREALLOCATED",
          "lane",
          lane);
    }
    return run;
  }

  @ParameterizedTest
  @CsvSource({"100, REPRODUCED", "400, REFUTED"})
  void aClaimAboutOtherRuntimesIsJudgedByTheirLanes(double crossbeam, ClaimStanding standing) {
    assertThat(judge(ofRust(100, crossbeam), "Q12"))
        .extracting(Judgement::standing)
        .contains(standing)
        .containsOnly(standing, ClaimStanding.NOT_RUN);
  }

  @Test
  void aClaimAboutTheJvmIsNotJudgedByALane() {
    var run =
        parking(800, 100)
            .with(
                PING_PONG,
                900,
                "contender",
                "PARK",
                "threadKind",
                "PLATFORM",
                "carriers",
                "all",
                "lane",
                "rust");
    assertThat(judge(run, "T5"))
        .filteredOn(one -> one.standing() != ClaimStanding.NOT_RUN)
        .singleElement()
        .satisfies(
            one -> assertThat(one.figures().getFirst().comparison().baseline().lane()).isNull());
  }

  @Test
  void jdksAreComparedWithinOneRunByTheirMajorVersion() {
    var run = new SampleRun();
    for (String jdk : List.of("21", "25")) {
      run.with(
          "pinning.PinningBenchmark.block",
          jdk.equals("21") ? 5000 : 20,
          "contender",
          "SYNCHRONIZED",
          "threadKind",
          "VIRTUAL",
          "blocker",
          "SLEEP",
          "reach",
          "PRIVATE",
          "threads",
          "512",
          "blockMillis",
          "10",
          "cores",
          "1",
          "jdk",
          jdk);
    }
    var judgement = first(run, "V1");
    assertThat(judgement.standing()).isEqualTo(ClaimStanding.REPRODUCED);
    assertThat(judgement.figures().getFirst().ratio().ratio()).isBetween(245.0, 255.0);
  }

  @Test
  void eachJdkThatARangeHoldsIsJudgedByItself() {
    var run = new SampleRun();
    for (String jdk : List.of("24", "25")) {
      for (String lock : List.of("REENTRANT_LOCK", "SYNCHRONIZED")) {
        run.with(
            "sharing.SharedCounterBenchmark.step",
            lock.equals("SYNCHRONIZED") ? 500 : 100,
            "contender",
            lock,
            "threadKind",
            "VIRTUAL",
            "threads",
            "64",
            "placement",
            "SHARED",
            "holdNanos",
            "0",
            "thinkNanos",
            "0",
            "locks",
            "1",
            "jdk",
            jdk);
      }
    }
    assertThat(judge(run, "V4"))
        .filteredOn(judgement -> judgement.standing() == ClaimStanding.REPRODUCED)
        .extracting(Judgement::where)
        .containsExactly("jdk 24", "jdk 25");
  }

  @Test
  void aCrossoverNeedsBothItsEnds() {
    var run = chain(new SampleRun(), "2", 100, 150);
    assertThat(first(run, "Q2").standing()).isEqualTo(ClaimStanding.NOT_RUN);
    chain(run, "1000", 150, 100);
    assertThat(first(run, "Q2").standing()).isEqualTo(ClaimStanding.REPRODUCED);
  }

  private static SampleRun chain(SampleRun run, String hops, double jox, double queue) {
    String chain = "messaging.ChainHopBenchmark.pass";
    return run.with(
            chain, jox, "contender", "JOX", "capacity", "0", "hops", hops, "threadKind", "VIRTUAL")
        .with(
            chain,
            queue,
            "contender",
            "SYNCHRONOUS_QUEUE",
            "capacity",
            "0",
            "hops",
            hops,
            "threadKind",
            "VIRTUAL");
  }

  @Test
  void aQuestionOfManyCoresIsNotAnsweredByFew() {
    var run = new SampleRun();
    run.cpus = 2;
    for (String placement : List.of("SHARED", "OWN_PADDED")) {
      run.with(
          "sharing.SharedCounterBenchmark.step",
          placement.equals("SHARED") ? 100 : 10,
          "contender",
          "ARC",
          "threadKind",
          "PLATFORM",
          "threads",
          "4",
          "placement",
          placement,
          "holdNanos",
          "0",
          "thinkNanos",
          "0",
          "locks",
          "1");
    }
    assertThat(first(run, "L5").reason()).isEqualTo("it needs 4 CPUs, and there are 2");
    run.cpus = 4;
    assertThat(first(run, "L5").standing()).isEqualTo(ClaimStanding.REPRODUCED);
  }
}
