package dev.threadmill.runner;

import dev.threadmill.results.RunManifest.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The jar that is running: its version, its commit, and hashes of it and of its benchmarks.
public final class ThisJar {
  private static final String UNKNOWN = "unknown";

  private ThisJar() {}

  public static Suite suite() {
    String version = UNKNOWN;
    String commit = UNKNOWN;
    try (InputStream in = ThisJar.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
      if (in != null) {
        var attributes = new Manifest(in).getMainAttributes();
        version = orUnknown(attributes.getValue("Implementation-Version"));
        commit = orUnknown(attributes.getValue("Commit"));
      }
      return new Suite(version, commit, hash());
    } catch (IOException e) {
      return new Suite(version, commit, UNKNOWN);
    }
  }

  private static String orUnknown(@Nullable String value) {
    return value == null || value.isBlank() ? UNKNOWN : value;
  }

  private static String hash() throws IOException {
    try {
      var source = ThisJar.class.getProtectionDomain().getCodeSource();
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar) ? sha256(Files.readAllBytes(jar)) : UNKNOWN;
    } catch (URISyntaxException e) {
      return UNKNOWN;
    }
  }

  /// A hash of each benchmark's compiled class, by the name of the class.
  ///
  /// Two jars may differ in other things and still measure the same code.
  public static Map<String, String> classes(Stream<String> benchmarks) {
    Map<String, String> hashes = new TreeMap<>();
    benchmarks
        .map(benchmark -> benchmark.substring(0, benchmark.lastIndexOf('.')))
        .distinct()
        .forEach(
            name -> {
              URL url = ThisJar.class.getResource("/" + name.replace('.', '/') + ".class");
              hashes.put(name, url == null ? UNKNOWN : sha256(url));
            });
    return hashes;
  }

  private static String sha256(URL url) {
    try (InputStream in = url.openStream()) {
      return sha256(in.readAllBytes());
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
