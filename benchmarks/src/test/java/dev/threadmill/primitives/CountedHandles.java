package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// Strong and weak handles to one value, as many as there are; what an `Rc` is, or a wrong one.
public interface CountedHandles {
  /// Opens one more strong handle from another.
  void copy();

  /// Closes a strong handle.
  void close();

  /// Opens a weak handle from a strong one.
  void downgrade();

  /// Opens a strong handle from a weak one, or tells that the value is gone.
  boolean upgrade();

  /// Closes a weak handle.
  void closeWeak();

  /// How often the value was dropped.
  int drops();

  /// Makes the calls that make sense, and compares with two plain numbers what comes of each.
  static void compare(CountedHandles handles, List<Integer> calls) {
    int strong = 1;
    int weak = 0;
    for (int call : calls) {
      if (call == 0 && strong > 0) {
        handles.copy();
        strong++;
      } else if (call == 1 && strong > 0) {
        handles.close();
        strong--;
      } else if (call == 2 && strong > 0) {
        handles.downgrade();
        weak++;
      } else if (call == 3 && weak > 0) {
        assertThat(handles.upgrade()).isEqualTo(strong > 0);
        strong += strong > 0 ? 1 : 0;
      } else if (call == 4 && weak > 0) {
        handles.closeWeak();
        weak--;
      }
      assertThat(handles.drops()).isEqualTo(strong == 0 ? 1 : 0);
    }
    for (; strong > 0; strong--) {
      handles.close();
    }
    for (; weak > 0; weak--) {
      handles.closeWeak();
    }
    assertThat(handles.drops()).isOne();
  }
}
