package dev.threadmill.suite.footprint

import dev.threadmill.recording.NotApplicable
import org.assertj.core.api.Assertions.assertThatIllegalStateException
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

/** Tests that coroutines wait until they are released, and that those which do not are caught. */
class SuspendedCoroutinesTest {
  @ParameterizedTest
  @ValueSource(ints = [0, 1, 200])
  fun allWaitUntilTheyAreReleased(depth: Int) {
    SuspendedCoroutines(50, depth, 0).use { it.start() }
  }

  @Test
  fun oneThatEndsIsCaught() {
    val hasty = SuspendedCoroutines(3) { waits() }
    assertThatIllegalStateException().isThrownBy(hasty::start).withMessageContaining("did not wait")
  }

  @Test
  fun oneThatWaitsInTheWrongPlaceIsCaught() {
    val shallow = SuspendedCoroutines(3) { check(descend(4) == 5) { "Waited at another depth" } }
    shallow.start()
    assertThatIllegalStateException()
      .isThrownBy(shallow::close)
      .withMessageContaining("another depth")
  }

  @Test
  fun noneHasThreadLocals() {
    assertThatThrownBy { SuspendedCoroutines(3, 0, 1) }.isInstanceOf(NotApplicable::class.java)
  }
}
