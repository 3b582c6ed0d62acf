package dev.threadmill.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.Run;
import dev.threadmill.results.Unusable;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that runs which a user gives as one side are one, and only if they are alike.
class GivenSidesTest {
  private static final Consumer<SampleRun> PLAIN = run -> run.plainFile = true;

  private static Run at(String started, Consumer<SampleRun> change) {
    Consumer<SampleRun> then = run -> run.started = started;
    return SampleRun.run(then.andThen(change));
  }

  private static Run day(int day, Consumer<SampleRun> change) {
    return at("2026-01-0%sT00:00:00Z".formatted(day), change);
  }

  private static RunComparison compare(List<Run> base, List<Run> other) {
    return RunComparison.of(List.of(base, other), List.of(), null, Only.ALL);
  }

  @Test
  void runsFarApartAreRepeatsOfTheirSide() {
    Consumer<SampleRun> slower = run -> run.slowerBy(1.1);
    var comparison =
        compare(
            List.of(day(1, run -> {}), day(3, run -> {})), List.of(day(2, slower), day(4, slower)));
    var against = comparison.sides().getFirst();
    assertThat(comparison.sides()).hasSize(1);
    assertThat(against.base().repeats()).hasSize(2);
    assertThat(against.other().repeats()).hasSize(2);
    assertThat(comparison.isSlower()).isTrue();
  }

  @Test
  void runsTakenInTurnsCountAsOneWithTheForksOfAll() {
    var against =
        compare(
                List.of(
                    at("2026-01-01T00:00:00Z", run -> {}), at("2026-01-01T00:20:00Z", run -> {})),
                List.of(
                    at("2026-01-01T00:10:00Z", run -> {}), at("2026-01-01T00:30:00Z", run -> {})))
            .sides()
            .getFirst();
    assertThat(against.base().repeats()).hasSize(1);
    assertThat(against.scores().getFirst().base().forks()).isEqualTo(10);
    assertThat(against.scores().getFirst().other().forks()).isEqualTo(10);
  }

  @Test
  void plainFilesAreJoinedByTheirBenchmarks() {
    var more = PLAIN.andThen(run -> run.without().with("b.BBenchmark.run", 10, "contender", "ONE"));
    var against =
        compare(
                List.of(day(1, PLAIN), day(2, more)),
                List.of(
                    day(3, PLAIN.andThen(run -> run.slowerBy(1.01))),
                    day(4, more.andThen(run -> run.slowerBy(1.02)))))
            .sides()
            .getFirst();
    assertThat(against.scores()).hasSize(3);
    assertThat(against.onlyInBase()).isEmpty();
    assertThat(against.onlyInOther()).isEmpty();
  }

  static List<Arguments> unlike() {
    return List.of(
        unlike(run -> run.jar = "2222222222222222", "jar (111111111111 -> 222222222222)"),
        unlike(run -> run.model = "EPYC B", "processor (Xeon A -> EPYC B)"),
        unlike(run -> run.machine = "server", "machine (box -> server)"),
        unlike(
            run -> {
              run.jdk = "21.0.5";
              run.build = "21.0.5+11";
            },
            "JDK ("),
        unlike(run -> run.warmupTime = "5 s", "Warm-up and measurement differ: "),
        unlike(run -> run.arguments = List.of("-Xmx2g"), "The collector differs: "),
        unlike(PLAIN.andThen(run -> run.unit = "us/op"), "The unit differs: "));
  }

  private static Arguments unlike(Consumer<SampleRun> change, String what) {
    return Arguments.of(change, what);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("unlike")
  void runsThatAreNotAlikeAreNoSide(Consumer<SampleRun> change, String what) {
    assertThatThrownBy(
            () ->
                compare(
                    List.of(day(1, run -> {})),
                    List.of(day(2, run -> {}), day(3, run -> {}), day(4, change))))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("are given as one side, but differ: " + what);
  }
}
