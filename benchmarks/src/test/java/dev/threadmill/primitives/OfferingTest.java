package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OfferingTest {
  private final Offering offering = new Offering();

  @Test
  void whatIsTakenCannotBeWithdrawnAndIsTakenOnce() {
    assertThat(offering.hold("message")).isTrue();
    assertThat(offering.isTaken()).isFalse();
    assertThat(offering.take()).isEqualTo("message");
    assertThat(offering.take()).isNull();
    assertThat(offering.withdraw("message")).isFalse();
  }

  @Test
  void whatIsWithdrawnCannotBeTaken() {
    offering.hold("message");
    assertThat(offering.withdraw("message")).isTrue();
    assertThat(offering.take()).isNull();
  }

  @Test
  void theNextComesWhenTheOneBeforeKnowsWhatBecameOfIt() {
    offering.hold("first");
    assertThat(offering.hold("second")).isFalse();
    offering.take();
    assertThat(offering.hold("second")).as("the first does not know yet").isFalse();
    assertThat(offering.isTaken()).isTrue();
    assertThat(offering.hold("second")).isTrue();
    assertThat(offering.take()).isEqualTo("second");
  }

  @Test
  void itIsEmptyUnlessThereIsSomethingToTake() {
    assertThat(offering.isEmpty()).isTrue();
    offering.hold("message");
    assertThat(offering.isEmpty()).isFalse();
    offering.take();
    assertThat(offering.isEmpty()).isTrue();
  }
}
