/// Starts the suite on a Java that can run it.
///
/// `java -jar benchmarks.jar` has to work where `java` is older than the suite. {@link Main} is the
/// jar's entry: on a new enough Java it calls the program and is gone; on an older one a {@link
/// JdkFinder} looks through the {@link Host} for a {@link Jdk} and {@link Relaunch} continues there
/// in a {@link ChildJvm}, which {@link LauncherWatch} keeps from outliving the launcher.
///
/// All of it is Java 8 bytecode and depends on nothing but the JDK. What a newer Java offers is
/// reached by reflection.
package dev.threadmill.launch;
