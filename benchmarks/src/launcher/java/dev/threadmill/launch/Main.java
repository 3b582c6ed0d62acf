package dev.threadmill.launch;

public final class Main {
  private Main() {}

  public static void main(String[] args) throws Throwable {
    Class.forName("org.openjdk.jmh.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }
}
