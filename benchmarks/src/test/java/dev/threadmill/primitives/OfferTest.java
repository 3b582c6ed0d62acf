package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OfferTest {
  private final RendezvousChannel.Offer offer = new RendezvousChannel.Offer();

  @Test
  void whatIsTakenCannotBeWithdrawnAndIsTakenOnce() {
    assertThat(offer.make("message")).isTrue();
    assertThat(offer.isTaken()).isFalse();
    assertThat(offer.take()).isEqualTo("message");
    assertThat(offer.take()).isNull();
    assertThat(offer.withdraw("message")).isFalse();
  }

  @Test
  void whatIsWithdrawnCannotBeTaken() {
    offer.make("message");
    assertThat(offer.withdraw("message")).isTrue();
    assertThat(offer.take()).isNull();
  }

  @Test
  void theNextComesWhenTheOneBeforeKnowsWhatBecameOfIt() {
    offer.make("first");
    assertThat(offer.make("second")).isFalse();
    offer.take();
    assertThat(offer.make("second")).as("the first does not know yet").isFalse();
    assertThat(offer.isTaken()).isTrue();
    assertThat(offer.make("second")).isTrue();
    assertThat(offer.take()).isEqualTo("second");
  }

  @Test
  void itIsEmptyUnlessThereIsSomethingToTake() {
    assertThat(offer.isEmpty()).isTrue();
    offer.make("message");
    assertThat(offer.isEmpty()).isFalse();
    offer.take();
    assertThat(offer.isEmpty()).isTrue();
  }
}
