package dev.threadmill.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// Which values of parameters a command is to measure.
final class ParamValues {
  @Option(
      names = "--param",
      paramLabel = "NAME=V1,V2",
      description =
          "The values of a parameter, in place of the preset's; may be given several times.")
  Map<String, String> lists = new LinkedHashMap<>();

  Map<String, List<String>> read() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    lists.forEach((name, list) -> values.put(name, Arrays.asList(list.split(",", -1))));
    return values;
  }
}
