/// The launcher: starts the suite on a Java that can run it.
///
/// `java -jar benchmarks.jar` has to work where `java` is older than the suite. {@link Main} is the
/// entry of the jar. On a new enough Java it calls the program and is gone. On an older one a
/// {@link JdkFinder} searches the {@link SearchedHost} for a {@link Jdk}, and {@link Relaunch}
/// continues there in a child that {@link LauncherWatch} keeps from outliving the launcher.
///
/// All of it is Java 8 bytecode and depends on the JDK alone. Newer API is called by reflection.
package dev.threadmill.launch;
