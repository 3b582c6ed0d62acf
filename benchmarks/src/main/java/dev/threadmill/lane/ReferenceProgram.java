package dev.threadmill.lane;

import dev.threadmill.machine.CpuTopology;
import dev.threadmill.machine.Doctor.TimerGrain;
import dev.threadmill.machine.Host;
import dev.threadmill.recording.HostWatch;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.results.Hello;
import dev.threadmill.results.Json;
import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// The program of the lane `reference`: it runs the suite's own bodies, and speaks the protocol in
/// place of JMH.
///
/// Where it and JMH disagree on a body, the protocol adds what no lane should have. A body that JMH
/// calls in a loop, because a call is too short to look at the clock, is not for it.
public final class ReferenceProgram {
  private static final String SUITE = "dev.threadmill.suite.";
  private static final String SWORDFISH =
      "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.";
  private static final int LOOKS = 10_000;
  private static final int CALLS = 1_000;
  private static final long SHORTEST_CALL_NANOS = 5_000;

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final PrintStream answers;
  private final Blackhole blackhole = new Blackhole(SWORDFISH);

  private ReferenceProgram(PrintStream answers) {
    this.answers = answers;
  }

  public static void main(String[] args) throws Exception {
    var answers = System.out;
    System.setOut(System.err); // what a body prints is no answer
    var program = new ReferenceProgram(answers);
    HostWatch.listen(program.requests::add);
    System.exit(program.serve()); // whatever a body left running
  }

  /// Returns the exit code.
  private int serve() throws InterruptedException {
    var order = Json.line(requests.take(), Messages.Order.class);
    try {
      serve(SuiteBody.of(order));
      return 0;
    } catch (NotApplicable e) {
      answer(new Messages.Prelude(Messages.NOT_APPLICABLE, null, e.getMessage()));
      return 0;
    } catch (Exception e) {
      e.printStackTrace();
      answer(new Messages.Prelude(Messages.FAILED, null, String.valueOf(e)));
      return 1;
    }
  }

  private void serve(SuiteBody body) throws Exception {
    body.each(Setup.class, Level.Trial);
    body.requireLongCalls(blackhole);
    answer(Messages.greeting(hello()));
    for (var next = request(); next.type().equals(Messages.ITERATE); next = request()) {
      iterate(body, next);
    }
    body.each(TearDown.class, Level.Trial);
    answer(Map.of("type", Messages.END, "status", "ok"));
  }

  private Messages.Pull request() throws InterruptedException {
    return Json.line(requests.take(), Messages.Pull.class);
  }

  private void answer(Object message) {
    answers.println(Json.line(message));
    answers.flush();
  }

  private static Hello hello() {
    var jvm = ManagementFactory.getRuntimeMXBean();
    return new Hello(
        "reference",
        "JDK " + System.getProperty("java.runtime.version"),
        String.join(" ", jvm.getInputArguments()),
        jvm.getVmName(),
        Runtime.getRuntime().availableProcessors(),
        "the heap of the JVM",
        CpuTopology.of(Host.here()).ids(),
        TimerGrain.of(System::nanoTime, LOOKS).granularityNanos());
  }

  private void iterate(SuiteBody body, Messages.Pull wanted) throws Exception {
    long nanos = wanted.nanos() == null ? 0 : wanted.nanos();
    Metrics.forget();
    long cpu = JvmTimes.cpuNanos();
    body.each(Setup.class, Level.Iteration);
    long elapsed = 0;
    long batches = 0;
    do {
      body.each(Setup.class, Level.Invocation);
      long start = System.nanoTime();
      blackhole.consume(body.invoke(blackhole));
      elapsed += System.nanoTime() - start;
      batches++;
      body.each(TearDown.class, Level.Invocation);
    } while (elapsed < nanos);
    body.each(TearDown.class, Level.Iteration);
    long busy = JvmTimes.cpuNanos() - cpu;
    Map<String, List<Object>> reported = new LinkedHashMap<>();
    Metrics.reported().stream()
        .filter(one -> Double.isFinite(one.getScore())) // JSON has no other numbers
        .forEach(one -> reported.put(one.getLabel(), List.of(one.getScore(), one.getScoreUnit())));
    // The bodies count for themselves, and throw where something was lost.
    var all = batches + " batches";
    answer(
        new Messages.Iterated(
            Messages.ITERATION,
            String.valueOf(wanted.phase()),
            wanted.index() == null ? 0 : wanted.index(),
            batches * body.operations,
            elapsed,
            busy,
            all,
            all,
            reported,
            Map.of()));
  }

  /// A benchmark's state with its parameters set, and its method.
  private static final class SuiteBody {
    private final Object state;
    private final long operations;
    private final MethodHandle method;
    private final List<Method> all = new ArrayList<>();

    private SuiteBody(Object state, Method method) throws IllegalAccessException {
      this.state = state;
      var several = method.getAnnotation(OperationsPerInvocation.class);
      operations = several == null ? 1 : several.value();
      method.setAccessible(true);
      var bound = MethodHandles.lookup().unreflect(method).bindTo(state);
      this.method =
          (bound.type().parameterCount() == 0
                  ? MethodHandles.dropArguments(bound, 0, Blackhole.class)
                  : bound)
              .asType(MethodType.methodType(Object.class, Blackhole.class));
      for (Class<?> type = state.getClass(); type != Object.class; type = type.getSuperclass()) {
        all.addAll(0, Arrays.asList(type.getDeclaredMethods()));
      }
      all.removeIf(one -> Modifier.isStatic(one.getModifiers()));
    }

    static SuiteBody of(Messages.Order order) throws ReflectiveOperationException {
      int dot = order.cell().lastIndexOf('.');
      var type = Class.forName(SUITE + order.cell().substring(0, dot));
      var method =
          Arrays.stream(type.getMethods())
              .filter(one -> one.isAnnotationPresent(Benchmark.class))
              .filter(one -> one.getName().equals(order.cell().substring(dot + 1)))
              .findFirst()
              .orElseThrow(() -> new NotApplicable("There is no benchmark " + order.cell()));
      if (!Arrays.stream(method.getParameterTypes()).allMatch(Blackhole.class::equals)) {
        throw new NotApplicable("Its body takes what only JMH can give");
      }
      var state = type.getDeclaredConstructor().newInstance();
      for (Class<?> one = type; one != Object.class; one = one.getSuperclass()) {
        for (var field : one.getDeclaredFields()) {
          if (field.isAnnotationPresent(Param.class)) {
            field.setAccessible(true);
            field.set(state, value(field, String.valueOf(order.params().get(field.getName()))));
          }
        }
      }
      return new SuiteBody(state, method);
    }

    private static Object value(Field field, String text) {
      Class<?> type = field.getType();
      if (type.isEnum()) {
        return Arrays.stream(type.getEnumConstants())
            .filter(one -> ((Enum<?>) one).name().equals(text))
            .findFirst()
            .orElseThrow(() -> new NotApplicable(field.getName() + " has no value " + text));
      }
      return type == int.class
          ? Integer.parseInt(text)
          : type == long.class ? Long.parseLong(text) : text;
    }

    /// Refuses a body whose call is over before the clock has been read twice. One that needs a
    /// set-up for each iteration is not called here, and is long.
    void requireLongCalls(Blackhole blackhole) throws Exception {
      if (all.stream()
          .map(one -> one.getAnnotation(Setup.class))
          .anyMatch(setup -> setup != null && setup.value() != Level.Trial)) {
        return;
      }
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        blackhole.consume(invoke(blackhole));
        if (System.nanoTime() - start > CALLS * SHORTEST_CALL_NANOS) {
          return;
        }
      }
      throw new NotApplicable("A call of its body is too short to time it by itself");
    }

    Object invoke(Blackhole blackhole) throws Exception {
      try {
        return (Object) method.invokeExact(blackhole);
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    /// Calls what JMH would call at that level.
    void each(Class<? extends Annotation> kind, Level level) throws Exception {
      for (var one : all) {
        var annotation = one.getAnnotation(kind);
        var declared =
            annotation instanceof Setup setup
                ? setup.value()
                : annotation instanceof TearDown tearDown ? tearDown.value() : null;
        if (declared == level) {
          if (one.getParameterCount() > 0) {
            throw new NotApplicable("Its set-up takes what only JMH can give");
          }
          one.setAccessible(true);
          try {
            one.invoke(state);
          } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
          }
        }
      }
    }
  }
}
