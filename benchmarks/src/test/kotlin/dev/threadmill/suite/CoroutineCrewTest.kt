package dev.threadmill.suite

import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.awaitCancellation
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalStateException
import org.junit.jupiter.api.Test

/** Tests that coroutines do their rounds side by side, and that no round lasts forever. */
class CoroutineCrewTest {
  @Test
  fun everyMemberDoesItsDutyOnceARound() {
    val done = List(50) { AtomicInteger() }
    val crew = CoroutineCrew(done.map { suspend { it.incrementAndGet() } })
    for (round in 1..3) {
      crew.work()
      assertThat(done).allMatch { it.get() == round }
    }
  }

  @Test
  fun asManyRunAtOnceAsThereAreCpus() {
    val cpus = Runtime.getRuntime().availableProcessors()
    val together = CountDownLatch(cpus)
    val workers = ConcurrentHashMap.newKeySet<Thread>()
    val meet = suspend {
      workers += Thread.currentThread()
      together.countDown()
      together.await() // blocks its worker, so that the others need one of their own
    }
    CoroutineCrew(List(10 * cpus) { meet }).work()
    assertThat(workers).hasSize(cpus).doesNotContain(Thread.currentThread())
  }

  @Test
  fun theCallerDoesSomethingBesideThem() {
    val begun = CountDownLatch(1)
    val goOn = CountDownLatch(1)
    val duty = suspend {
      begun.countDown()
      goOn.await()
    }
    var beside: Thread? = null
    CoroutineCrew(listOf(duty)).work {
      begun.await()
      beside = Thread.currentThread()
      goOn.countDown()
    }
    assertThat(beside).isSameAs(Thread.currentThread())
  }

  @Test
  fun theRoundOfAMemberThatFailsFails() {
    val crew = CoroutineCrew(listOf(suspend { awaitCancellation() }, suspend { error("a fault") }))
    assertThatIllegalStateException().isThrownBy(crew::work).withMessageContaining("a fault")
  }

  @Test
  fun aRoundThatDoesNotEndIsAbandoned() {
    val crew =
      CoroutineCrew(listOf(suspend { awaitCancellation() }, suspend {}), limit = 50.milliseconds)
    assertThatIllegalStateException()
      .isThrownBy(crew::work)
      .withMessageContaining("1 of 2 coroutines were still at work")
  }
}
