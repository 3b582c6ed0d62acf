package dev.threadmill.cli;

import dev.threadmill.results.RunManifest.Shape;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The length of a fork, as people write it: `3x100,4x100` for three iterations of warm-up and four
/// measured, of 100 ms each.
final class ForkShape implements ITypeConverter<Shape> {
  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,3})x(\\d{1,5}),(\\d{1,3})x(\\d{1,5})");

  @Override
  public Shape convert(String text) {
    var match = SHAPE.matcher(text);
    if (!match.matches()) {
      throw new TypeConversionException("'" + text + "' is no shape such as 3x100,4x100");
    }
    var shape =
        new Shape(
            Integer.parseInt(match.group(1)),
            Integer.parseInt(match.group(2)),
            Integer.parseInt(match.group(3)),
            Integer.parseInt(match.group(4)));
    if (shape.warmupMillis() == 0 || shape.iterations() == 0 || shape.iterationMillis() == 0) {
      throw new TypeConversionException("'" + text + "' measures nothing");
    }
    return shape;
  }
}
