package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.machine.Doctor.NoiseFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The noise floor of made-up scores.
class NoiseFloorTest {
  private static Ruler.Scores scores(double spin, double copy) {
    return new Ruler.Scores(spin, copy, 2);
  }

  @Test
  void equalScoresHaveNoNoise() {
    var arm = List.of(scores(100, 7), scores(90, 8));
    assertThat(NoiseFloor.of(arm, arm)).isEqualTo(new NoiseFloor(0, 0, 2));
  }

  @Test
  void bothArmsCountAlike() {
    var one = List.of(scores(100, 100), scores(101, 100));
    var other = List.of(scores(101, 110), scores(100, 121));
    assertThat(NoiseFloor.of(one, other)).isEqualTo(NoiseFloor.of(other, one));
  }

  @Test
  void thePartsAreMeasuredApart() {
    var floor = NoiseFloor.of(List.of(scores(100, 100)), List.of(scores(100, 110)));
    assertThat(floor.spinPercent()).isZero();
    assertThat(floor.copyPercent()).isEqualTo((Math.pow(1.1, 1.96) - 1) * 100, within(1e-9));
  }

  @Test
  void ninetyFiveOfHundredDifferencesStayUnderTheFloor() {
    var random = new Random(20_26);
    var one = new ArrayList<Ruler.Scores>();
    var other = new ArrayList<Ruler.Scores>();
    for (int i = 0; i < 4000; i++) {
      one.add(scores(Math.exp(0.01 * random.nextGaussian()), 1));
      other.add(scores(Math.exp(0.01 * random.nextGaussian()), 1));
    }
    double floor = Math.log1p(NoiseFloor.of(one, other).spinPercent() / 100);
    int under = 0;
    for (int i = 0; i < one.size(); i++) {
      double ratio = one.get(i).spinStepsPerSecond() / other.get(i).spinStepsPerSecond();
      under += Math.abs(Math.log(ratio)) < floor ? 1 : 0;
    }
    assertThat((double) under / one.size()).isEqualTo(0.95, within(0.01));
  }

  @Test
  void armsOfDifferentLengthMakeNoPairs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoiseFloor.of(List.of(scores(1, 1)), List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> NoiseFloor.of(List.of(), List.of()));
  }
}
