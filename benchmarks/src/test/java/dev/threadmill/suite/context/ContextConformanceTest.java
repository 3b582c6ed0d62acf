package dev.threadmill.suite.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that each slot gives the value it was bound to, where it was bound and nowhere else,
/// and that a context which does not is caught.
class ContextConformanceTest {
  private static final int SLOTS = 7;

  @ParameterizedTest
  @MethodSource("contenders")
  void everySlotGivesWhatItWasBoundTo(ContextKind contender) {
    conforms(contender.open(SLOTS));
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void theRoundAddsUpOnEitherKindOfThread(ContextKind contender) throws Exception {
    for (ThreadKind kind : ThreadKind.values()) {
      try (var crew = new ContextCrew(contender.open(SLOTS), kind, SLOTS, 3, 2 * SLOTS + 2)) {
        // In each of three bindings all slots twice, and then the first and the second.
        assertThat(crew.work()).isEqualTo(3 * (2 * 28 + 1 + 2));
        assertThat(crew.work()).isEqualTo(3 * (2 * 28 + 1 + 2));
      }
    }
  }

  @Test
  void nothingIsLeftInAThreadLocalAfterTheBinding() {
    var context = ThreadLocalContext.withSlots(SLOTS);
    context.around(parameter -> {}).run(Value.some(SLOTS));
    assertThat(context.slots()).allSatisfy(slot -> assertThat(slot.get()).isNull());
  }

  @Test
  void aBodyThatFailsLeavesNothingInAThreadLocal() {
    var context = ThreadLocalContext.withSlots(SLOTS);
    var failing =
        context.around(
            parameter -> {
              throw new NoSuchElementException("planted");
            });
    assertThatThrownBy(() -> failing.run(Value.some(SLOTS))).hasMessage("planted");
    assertThat(context.slots()).allSatisfy(slot -> assertThat(slot.get()).isNull());
  }

  @Test
  void aScopedValueIsUnboundOutside() {
    if (!ScopedValues.arePresent()) {
      assertThatThrownBy(() -> ContextKind.SCOPED_VALUE.open(1))
          .isInstanceOf(NotApplicable.class)
          .hasMessageContaining("final from JDK 25 on");
      return;
    }
    var context = ContextKind.SCOPED_VALUE.open(SLOTS);
    context.around(parameter -> {}).run(Value.some(SLOTS));
    assertThatThrownBy(() -> context.read(new Value[0], 0))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void theParameterIsNotReadFromAnywhereElse() {
    var other = new Value(99);
    assertThat(new ParameterContext().read(new Value[] {other}, 0)).isSameAs(other);
  }

  @ParameterizedTest
  @EnumSource
  void aMisWiredContextIsCaughtByBothChecks(MisWiredContext misWired) throws Exception {
    assertThatThrownBy(() -> conforms(misWired)).isInstanceOf(AssertionError.class);
    for (ThreadKind kind : ThreadKind.values()) {
      try (var crew = new ContextCrew(misWired, kind, SLOTS, 400, SLOTS)) {
        assertThatIllegalStateException()
            .isThrownBy(crew::work)
            .withMessageContaining("The values read add up to");
      }
    }
  }

  /// Binds two sets of values in turn, and requires that each slot gives its own, every time.
  private static void conforms(Context context) {
    Value[] values = Value.some(SLOTS);
    Value[] others = values.clone();
    others[2] = new Value(-1);
    for (Value[] bound : List.of(values, others, values)) {
      var binding =
          context.around(
              parameter -> {
                for (int i = 0; i < 2_000; i++) {
                  assertThat(context.read(parameter, i % SLOTS)).isSameAs(bound[i % SLOTS]);
                }
              });
      binding.run(bound);
    }
  }

  static Stream<ContextKind> contenders() {
    return Stream.of(ContextKind.values())
        .filter(kind -> kind != ContextKind.SCOPED_VALUE || ScopedValues.arePresent());
  }

  /// Contexts with a planted fault.
  enum MisWiredContext implements Context {
    GIVES_THE_FIRST_SLOT_FOR_THE_LAST {
      @Override
      Value faulty(int slot) {
        return values[slot == SLOTS - 1 ? 0 : slot];
      }
    },
    GIVES_A_WRONG_VALUE_EVERY_THOUSANDTH_TIME {
      private int reads;

      @Override
      Value faulty(int slot) {
        return ++reads % 1000 == 0 ? new Value(0) : values[slot];
      }
    },
    NEVER_BINDS_ANEW {
      @Override
      Value faulty(int slot) {
        return slot == 2 ? STALE : values[slot];
      }
    };

    private static final Value STALE = new Value(3_000);

    Value[] values = {};

    abstract Value faulty(int slot);

    @Override
    public Binding around(Reader body) {
      return bound -> {
        values = bound;
        body.run(bound);
      };
    }

    @Override
    public Value read(Value[] parameter, int slot) {
      return faulty(slot);
    }
  }
}
