package dev.threadmill.runner;

import dev.threadmill.launch.Invocation;
import dev.threadmill.results.RunManifest.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The jar that is running: its version, its commit, and hashes of it and of its benchmarks.
public final class ThisJar {
  private static final String UNKNOWN = "unknown";

  private ThisJar() {}

  public static Suite suite() {
    var attributes = new Attributes();
    try (InputStream in = ThisJar.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
      attributes = in == null ? attributes : new Manifest(in).getMainAttributes();
    } catch (IOException e) {
      // Then neither is known.
    }
    return new Suite(
        orUnknown(attributes.getValue("Implementation-Version")),
        orUnknown(attributes.getValue("Commit")),
        Files.isDirectory(path()) ? UNKNOWN : sha256(place()));
  }

  /// Where it is; a folder of classes, where these were just compiled.
  public static Path path() {
    return Path.of(URI.create(place().toString()));
  }

  private static URL place() {
    return ThisJar.class.getProtectionDomain().getCodeSource().getLocation();
  }

  /// The command by which a user runs it again, on the same JVM and with the same options.
  public static List<String> command(List<String> arguments) {
    return Invocation.again(arguments);
  }

  private static String orUnknown(@Nullable String value) {
    return value == null || value.isBlank() ? UNKNOWN : value;
  }

  /// A hash of each benchmark's compiled class, by the name of the class.
  ///
  /// Two jars may differ in other things and still measure the same code.
  public static Map<String, String> classes(Stream<String> benchmarks) {
    Map<String, String> hashes = new TreeMap<>();
    for (var name :
        benchmarks.map(one -> one.substring(0, one.lastIndexOf('.'))).distinct().toList()) {
      URL url = ThisJar.class.getResource("/" + name.replace('.', '/') + ".class");
      hashes.put(name, url == null ? UNKNOWN : sha256(url));
    }
    return hashes;
  }

  private static String sha256(URL url) {
    try (InputStream in = url.openStream()) {
      var digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      return UNKNOWN;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
