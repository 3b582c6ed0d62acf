package dev.threadmill.results;

import dev.threadmill.results.ProfileIndex.ProfileKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import one.convert.Arguments;
import one.convert.CallStack;
import one.convert.FlameGraph;
import one.convert.Frame;
import org.jspecify.annotations.Nullable;

/// The stacks in a flight recording of the JDK or of async-profiler, by kind of profile.
///
/// The recording is read by the JDK's own parser: it knows which threads are virtual, and the
/// events that flame graph converters ignore.
public final class RecordedProfiles {
  private final Map<String, StackSamples> byEvent = new HashMap<>();

  private RecordedProfiles() {
    for (ProfileKind kind : ProfileKind.values()) {
      for (Set<String> source : kind.sources) {
        var samples = new StackSamples(kind);
        source.forEach(event -> byEvent.put(event, samples));
      }
    }
  }

  /// Reads a recording to its end.
  ///
  /// @throws IOException if it cannot be read or is no recording
  public static RecordedProfiles read(Path recording) throws IOException {
    var profiles = new RecordedProfiles();
    try (var file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        var samples = profiles.byEvent.get(event.getEventType().getName());
        if (samples != null) {
          samples.add(event);
        }
      }
    }
    return profiles;
  }

  public StackSamples of(ProfileKind kind) {
    return kind.sources.stream()
        .flatMap(source -> source.stream().map(byEvent::get))
        .filter(samples -> samples.samples() > 0)
        .findFirst()
        .orElseGet(() -> new StackSamples(kind));
  }

  /// Stacks of one kind with their weights, from which a flame graph is made.
  public static final class StackSamples {
    /// Frames narrower than this share of the whole, in percent, are not drawn.
    private static final String LEAST_WIDTH = "0.05";

    /// A hidden class has another number in every JVM, and would never match in a difference.
    private static final Pattern HIDDEN_CLASS_NUMBER = Pattern.compile("[./+]0x[0-9a-f]+$");

    /// Where the workers of a pool wait for work, and JMH for the end of an iteration. Carriers
    /// do it all the time, and their idling would stand for waits of virtual threads, of which
    /// the JVM tells nothing.
    private static final Set<String> IDLING =
        Set.of(
            "java.util.concurrent.ForkJoinPool.awaitWork",
            "java.util.concurrent.ThreadPoolExecutor.getTask",
            "org.openjdk.jmh.runner.BenchmarkHandler.runIteration",
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take");

    private static final Set<String> VIRTUAL_ROOTS =
        Set.of("java.lang.VirtualThread.run", "jdk.internal.vm.Continuation.enter");

    private static final Map<String, Byte> TYPES =
        Map.of(
            "Interpreted", Frame.TYPE_INTERPRETED,
            "JIT compiled", Frame.TYPE_JIT_COMPILED,
            "C1 compiled", Frame.TYPE_C1_COMPILED,
            "Inlined", Frame.TYPE_INLINED,
            "Native", Frame.TYPE_NATIVE,
            "C++", Frame.TYPE_CPP,
            "Kernel", Frame.TYPE_KERNEL);

    private final ProfileKind kind;
    private final FlameGraph graph =
        new FlameGraph(new Arguments("--minwidth", LEAST_WIDTH, "--title", FlamePage.TITLE));
    private long samples;
    private long onVirtualThreads;

    StackSamples(ProfileKind kind) {
      this.kind = kind;
    }

    void add(RecordedEvent event) {
      var trace = event.getStackTrace();
      List<RecordedFrame> frames = trace == null ? List.of() : trace.getFrames();
      boolean virtual = isOnVirtualThread(event);
      var stack = new CallStack();
      if (frames.isEmpty()) {
        stack.push("[no stack]", Frame.TYPE_NATIVE);
      }
      for (RecordedFrame frame : frames.reversed()) {
        String name = name(frame);
        if (IDLING.contains(name) && (kind == ProfileKind.LOCKS || kind == ProfileKind.PARKS)) {
          return;
        }
        virtual |= VIRTUAL_ROOTS.contains(name);
        stack.push(
            name, TYPES.getOrDefault(String.valueOf(frame.getType()), Frame.TYPE_JIT_COMPILED));
      }
      String object = object(event);
      if (object != null) {
        stack.push(object, Frame.TYPE_INLINED);
      }
      graph.addSample(stack, weight(event));
      samples++;
      onVirtualThreads += virtual ? 1 : 0;
    }

    private long weight(RecordedEvent event) {
      return switch (kind) {
        case CPU -> 1;
        case ALLOCATION ->
            event.hasField("weight")
                ? event.getLong("weight")
                : event.getLong(event.hasField("tlabSize") ? "tlabSize" : "allocationSize");
        case LOCKS, PARKS, PINNED -> Math.max(1, event.getDuration().toNanos());
      };
    }

    /// What was allocated or waited for; drawn on top of the stack.
    private static @Nullable String object(RecordedEvent event) {
      for (String field : List.of("objectClass", "monitorClass", "parkedClass")) {
        if (event.hasField(field)) {
          @Nullable RecordedClass type = event.getClass(field);
          return type == null ? null : named(type);
        }
      }
      return null;
    }

    private static boolean isOnVirtualThread(RecordedEvent event) {
      var field = event.hasField("sampledThread") ? "sampledThread" : "eventThread";
      @Nullable RecordedThread thread = event.hasField(field) ? event.getThread(field) : null;
      return thread != null && thread.isVirtual();
    }

    private static String name(RecordedFrame frame) {
      var method = frame.getMethod();
      if (method == null) {
        return "[unknown]";
      }
      @Nullable RecordedClass owner = method.getType();
      String type = owner == null ? "" : named(owner);
      return type.isEmpty() ? method.getName() : type + "." + method.getName();
    }

    private static String named(RecordedClass type) {
      return HIDDEN_CLASS_NUMBER.matcher(type.getName()).replaceFirst("");
    }

    public long samples() {
      return samples;
    }

    public long onVirtualThreads() {
      return onVirtualThreads;
    }

    /// Writes the flame graph as a page that needs no other file.
    ///
    /// @param name of the file in the folder
    /// @param cell names it, whatever characters are in it
    /// @param notes stand below the title
    /// @throws IllegalStateException if there is no stack: an empty picture looks like an idle
    ///     program
    public void write(OutputFolder folder, String name, String cell, String notes)
        throws IOException {
      if (samples == 0) {
        throw new IllegalStateException("There is no stack to draw");
      }
      var title = cell + ", " + kind.label();
      folder.write(name, FlamePage.of(graph, title, "Widths are " + kind.unit() + ". " + notes));
    }
  }
}
