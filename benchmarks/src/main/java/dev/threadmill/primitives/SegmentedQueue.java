package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// An unbounded queue from many threads to one: a linked list of arrays.
///
/// **Blocking:** never, on either side. **Null:** means empty. **Fairness:** slots are assigned
/// in the order of the requests. **Happens-before:** an offer before the poll that returns it.
///
/// An [#offer] that throws OutOfMemoryError leaves the queue as it was. Rust aborts the process
/// there.
final class SegmentedQueue<T> {

  // A producer takes a slot by one addition to the tail, finds the slot's segment, and fills
  // it. Any thread that finds a segment missing links a new one by compare-and-set. JCTools'
  // MpscUnboundedArrayQueue instead has a single producer link while the others spin: with more
  // threads than cores that producer may be preempted, and the others spin for a time slice.
  //
  // A producer must read `last` before it takes its slot: the segment it reads was linked for a
  // slot taken earlier, so its own slot is in that segment or behind it. Consumed segments stay
  // linked for such a producer; they become garbage as soon as no producer holds them.
  //
  // A producer that has no memory for the segment of its slot gives the slot back: a slot that
  // nobody fills would hold up all behind it for ever. Those that took later slots need the same
  // segment. Either one of them links it, and all have their slots, or all give theirs back, the
  // last one first. That wait is a spin: none of them parks or yields before it is over, so each
  // has a carrier or a core to go on.

  /// The index of the number in [#tail]: alone in its cache lines, which every producer writes.
  private static final int PADDED = 16;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final VarHandle TAIL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle NEXT;
  private static final VarHandle LAST;

  static {
    try {
      var lookup = MethodHandles.lookup();
      NEXT = lookup.findVarHandle(Segment.class, "next", Segment.class);
      LAST = lookup.findVarHandle(SegmentedQueue.class, "last", Segment.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
    // The first use of a VarHandle links it, which allocates. So each is used here once: in a
    // producer that has taken its slot, there may be no memory for that.
    var tried = new SegmentedQueue<String>(1);
    tried.offer("first segment");
    tried.offer("second segment");
    giveBack(tried.tail, 1);
  }

  private final int shift;
  private final int mask;

  /// The number of slots taken.
  private final long[] tail = new long[2 * PADDED + 1];

  /// A segment near the end, from which producers start searching.
  private volatile Segment last;

  /// The consumer's segment, and the number of slots it has emptied.
  private Segment first;

  private long head;

  /// @param segment slots in a segment, a power of two
  SegmentedQueue(int segment) {
    shift = Integer.numberOfTrailingZeros(segment);
    mask = segment - 1;
    first = last = new Segment(0, segment);
  }

  void offer(T message) {
    Segment from = last;
    long place = (long) TAIL.getAndAdd(tail, PADDED, 1L);
    Segment segment = from.number == place >> shift ? from : segmentOf(place, from);
    // Release: the consumer that sees the message also sees what was done before.
    SLOT.setRelease(segment.slots, (int) place & mask, message);
  }

  /// Returns the next message, or null if there is none or its sender has not filled its slot
  /// yet.
  @SuppressWarnings("unchecked") // only offer writes here
  @Nullable T poll() {
    Segment segment = first;
    if (segment.number != head >> shift) {
      Segment next = segment.next;
      if (next == null) {
        return null;
      }
      first = segment = next;
    }
    int slot = (int) head & mask;
    Object message = SLOT.getAcquire(segment.slots, slot);
    if (message != null) {
      segment.slots[slot] = null; // nobody writes here again
      head++;
    }
    return (T) message;
  }

  /// Whether every slot that was taken has been emptied; for the consumer.
  boolean isEmpty() {
    return (long) TAIL.getVolatile(tail, PADDED) == head;
  }

  private Segment segmentOf(long place, Segment from) {
    Segment segment = from;
    while (segment.number < place >> shift) {
      Segment next = segment.next;
      segment = next != null ? next : linkTo(segment, place);
    }
    LAST.compareAndSet(this, from, segment);
    return segment;
  }

  /// Links a new segment; if several producers try, the first one's segment stays.
  private Segment linkTo(Segment segment, long place) {
    Segment made;
    try {
      made = new Segment(segment.number + 1, mask + 1);
    } catch (OutOfMemoryError full) {
      return linkedMeanwhile(segment, place, full);
    }
    Segment found = (Segment) NEXT.compareAndExchange(segment, null, made);
    return found == null ? made : found;
  }

  /// Returns the segment that another producer links, or gives the place back and throws.
  private Segment linkedMeanwhile(Segment segment, long place, OutOfMemoryError full) {
    while (true) {
      Segment found = segment.next;
      if (found != null) {
        return found;
      }
      if (giveBack(tail, place)) {
        throw full;
      }
      Thread.onSpinWait();
    }
  }

  /// Gives a place back unless a later one is taken.
  private static boolean giveBack(long[] tail, long place) {
    return TAIL.compareAndSet(tail, PADDED, place + 1, place);
  }

  private static final class Segment {
    final long number;
    final @Nullable Object[] slots;
    volatile @Nullable Segment next;

    Segment(long number, int places) {
      this.number = number;
      this.slots = new Object[places];
    }
  }
}
