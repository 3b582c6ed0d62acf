package dev.threadmill.suite.pinning;

import dev.threadmill.recording.NotApplicable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.Optional;

/// C's `qsort` on two numbers, with a comparison that runs code of ours.
///
/// The foreign function interface is final since JDK 22 and this class is compiled for 21, which
/// has the same under the same names as a preview. So it is reached by reflection.
final class NativeSort {
  private final MethodHandle bound;

  NativeSort(Runnable comparison) {
    try {
      bound = bind(comparison);
    } catch (ReflectiveOperationException e) {
      throw new NotApplicable("this JDK has no foreign function interface, or another: " + e);
    }
  }

  void sort() {
    try {
      bound.invoke();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("qsort could not be called", e);
    }
  }

  /// What C calls: says that all numbers are alike.
  @SuppressWarnings("unused") // by a method handle
  private static int compare(Runnable comparison, Object left, Object right) {
    comparison.run();
    return 0;
  }

  private static MethodHandle bind(Runnable comparison) throws ReflectiveOperationException {
    Class<?> segmentType = foreign("MemorySegment");
    Class<?> arenaType = foreign("Arena");
    Class<?> layoutType = foreign("MemoryLayout");
    Class<?> layouts = layoutType.arrayType();
    Class<?> function = foreign("FunctionDescriptor");
    Class<?> linkerType = foreign("Linker");
    Class<?> options = foreign("Linker$Option").arrayType();

    Object address = foreign("ValueLayout").getField("ADDRESS").get(null);
    Object size = foreign("ValueLayout").getField("JAVA_LONG").get(null);
    Object number = foreign("ValueLayout").getField("JAVA_INT").get(null);
    Object arena = arenaType.getMethod("ofAuto").invoke(null);
    Object linker = linkerType.getMethod("nativeLinker").invoke(null);
    Object noOptions = Array.newInstance(foreign("Linker$Option"), 0);

    MethodHandle ours =
        MethodHandles.lookup()
            .findStatic(
                NativeSort.class,
                "compare",
                MethodType.methodType(int.class, Runnable.class, Object.class, Object.class))
            .bindTo(comparison)
            .asType(MethodType.methodType(int.class, segmentType, segmentType));
    Object compares =
        function
            .getMethod("of", layoutType, layouts)
            .invoke(null, number, array(layoutType, address, address));
    Object callback =
        linkerType
            .getMethod("upcallStub", MethodHandle.class, function, arenaType, options)
            .invoke(linker, ours, compares, arena, noOptions);

    Object library = linkerType.getMethod("defaultLookup").invoke(linker);
    var found =
        (Optional<?>)
            foreign("SymbolLookup").getMethod("find", String.class).invoke(library, "qsort");
    if (found.isEmpty()) {
      throw new NotApplicable("the C library has no qsort");
    }
    Object sorts =
        function
            .getMethod("ofVoid", layouts)
            .invoke(null, array(layoutType, address, size, size, address));
    var downcall =
        (MethodHandle)
            linkerType
                .getMethod("downcallHandle", segmentType, function, options)
                .invoke(linker, found.get(), sorts, noOptions);
    Object numbers = arenaType.getMethod("allocate", long.class, long.class).invoke(arena, 8L, 4L);
    return MethodHandles.insertArguments(downcall, 0, numbers, 2L, 4L, callback);
  }

  private static Class<?> foreign(String name) throws ClassNotFoundException {
    return Class.forName("java.lang.foreign." + name);
  }

  private static Object array(Class<?> type, Object... elements) {
    Object array = Array.newInstance(type, elements.length);
    for (int i = 0; i < elements.length; i++) {
      Array.set(array, i, elements[i]);
    }
    return array;
  }
}
