package dev.threadmill.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// What a command said, and how it ended.
record Said(int code, String out, String err) {
  static Said by(Object... args) {
    return by(Threadmill.commandLine(), args);
  }

  static Said by(CommandLine line, Object... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = String.valueOf(args[i]);
    }
    int code =
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(words);
    return new Said(code, out.toString(), err.toString());
  }
}
