package dev.threadmill.cli;

import dev.threadmill.report.chart.Nearest;
import dev.threadmill.results.Unusable;
import dev.threadmill.stats.Check;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Explains a command, or a check by its number, such as C9.")
final class HelpCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "COMMAND|CHECK", description = "What to explain.")
  @Nullable String topic;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine all = spec.commandLine().getParent();
    var out = spec.commandLine().getOut();
    if (topic == null) {
      all.usage(out);
      return 0;
    }
    Map<String, Runnable> topics = new LinkedHashMap<>();
    all.getSubcommands().forEach((name, command) -> topics.put(name, () -> command.usage(out)));
    for (var check : Check.values()) {
      topics.put(check.code(), () -> out.println(check.code() + "  " + check.words()));
    }
    var explained = topics.get(topics.containsKey(topic) ? topic : topic.toUpperCase(Locale.ROOT));
    if (explained == null) {
      throw new Unusable(
          "There is no command or check " + topic + Nearest.to(topic, topics.keySet()));
    }
    explained.run();
    out.flush();
    return 0;
  }
}
