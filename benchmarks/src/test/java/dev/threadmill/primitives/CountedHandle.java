package dev.threadmill.primitives;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A strong or weak handle of an `Arc` or an `Rc`, whose methods have the same names.
interface CountedHandle<T> extends AutoCloseable {
  CountedHandle<T> copy();

  T get();

  CountedHandle<T> downgrade();

  @Nullable CountedHandle<T> upgrade();

  long strongCount();

  long weakCount();

  boolean sameAs(CountedHandle<?> other);

  @Nullable T getMut();

  CountedHandle<T> makeMut(UnaryOperator<T> copier);

  @Nullable T tryUnwrap();

  @Nullable T intoInner();

  T unwrapOrClone(UnaryOperator<T> copier);

  @Override
  void close();

  /// A stand-in that calls the handle's methods, and equals every other stand-in for the same.
  @SuppressWarnings("unchecked")
  static <T> CountedHandle<T> to(Object handle) {
    return (CountedHandle<T>)
        Proxy.newProxyInstance(
            CountedHandle.class.getClassLoader(),
            new Class<?>[] {CountedHandle.class},
            new Calls(handle));
  }

  /// Calls the method of the same name and number of arguments.
  record Calls(Object handle) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object self, Method called, Object @Nullable [] arguments)
        throws Throwable {
      var own =
          Stream.of(arguments == null ? new Object[0] : arguments)
              .map(one -> one instanceof CountedHandle<?> other ? handleOf(other) : one)
              .toArray();
      var method =
          Stream.of(handle.getClass().getMethods())
              .filter(one -> one.getName().equals(called.getName()))
              .filter(one -> one.getParameterCount() == own.length)
              .findFirst()
              .orElseThrow();
      try {
        Object result = method.invoke(handle, own);
        return CountedHandle.class.isAssignableFrom(called.getReturnType()) && result != null
            ? to(result)
            : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private static Object handleOf(CountedHandle<?> standIn) {
      return ((Calls) Proxy.getInvocationHandler(standIn)).handle;
    }
  }
}
