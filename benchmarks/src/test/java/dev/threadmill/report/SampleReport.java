package dev.threadmill.report;

import dev.threadmill.report.ReportModel.Contender;
import dev.threadmill.report.ReportModel.Fact;
import dev.threadmill.report.ReportModel.Graph;
import dev.threadmill.report.ReportModel.Graphs;
import dev.threadmill.report.ReportModel.Link;
import dev.threadmill.report.ReportModel.Machine;
import dev.threadmill.report.ReportModel.Ranked;
import dev.threadmill.report.ReportModel.Reply;
import dev.threadmill.report.ReportModel.Table;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.ChartRenderer;
import dev.threadmill.report.chart.ChartTables;
import java.io.IOException;
import java.util.List;

/// Made-up reports with every chart of `plot-scripts`, as long and as wide as those of real runs.
final class SampleReport {
  private SampleReport() {}

  /// A report whose charts are drawn from these tables.
  static ReportModel of(ChartTables tables) throws IOException {
    return new ReportModel(
        "Threadmill on epyc-9354-32c",
        "412 forks of 96 cells in 3 h 12 min on 21 November 2026, JDK 25 and JDK 21, commit"
            + " 1f0c2ab94d11.",
        findings(),
        ChartRenderer.renderAsSvg(ChartFolder.bundled(), tables),
        tables,
        List.of(throughput(), latency()),
        List.of(machine("epyc-9354-32c", "AMD EPYC 9354", 32), machine("ryzen", "Ryzen", 16)),
        List.of(
            "The governor is not \"performance\": clock speeds may have changed during the run.",
            "3 of 412 forks ran while another process used more than a tenth of a processor."),
        List.of(
            "Each figure is the mean of 8 forks, each a JVM of its own, run in turns with the"
                + " others.",
            "Intervals are 95 % intervals of the mean of forks; ratios are paired by round."),
        List.of(
            "All of it was measured on one machine on one day.",
            "A difference below 2 % is within what the layout of code alone can do."),
        List.of(
            new Graphs(
                "Flame graphs, cpu: samples of CPU time, by async-profiler",
                "A thread that waits is not in it, virtual or not.",
                List.of(
                    new Graph("Channel, spsc", "profiles/Channel spsc.html", "812 stacks"),
                    new Graph("jox, mpmc", null, "no stack")))),
        List.of(
            new Link("All forks, a line each", "forks.jsonl"),
            new Link("JMH's own format", "jmh.json")));
  }

  private static List<Reply> findings() {
    return List.of(
        new Reply(
            "What does starting a thread and joining it cost?",
            List.of(
                new Ranked(
                    "Virtual threads are 83x [77, 91] faster than platform threads, 631 ns against 52.4 µs,"
                        + " on epyc-9354-32c with JDK 25.",
                    List.of(
                        new Contender("virtual, bare thread", "631 ns [620, 642]", "", "1.2"),
                        new Contender(
                            "platform, bare thread",
                            "52.4 µs [51.9, 52.8]",
                            "83x [77, 91] slower",
                            "100"))),
                new Ranked(
                    "Rust threads are 1.78x [1.62, 1.96] faster than platform threads.",
                    List.of(
                        new Contender("Rust threads", "29.4 µs [27.1, 31.9]", "", "56"),
                        new Contender(
                            "platform threads",
                            "52.4 µs [51.9, 52.8]",
                            "1.78x [1.62, 1.96] slower",
                            "100")))),
            List.of("All 4 such comparisons with platform threads: 4 faster."),
            "run spawn --preset standard"),
        new Reply(
            "Channel or queue: what does a message cost?",
            List.of(
                new Ranked(
                    "Channel is 2.78x [2.56, 3.03] faster than ArrayBlockingQueue, 112 ns against 311 ns,"
                        + " on epyc-9354-32c with JDK 25.",
                    List.of())),
            List.of(),
            ""),
        new Reply(
            "Mutex or Arc: which is faster uncontended?",
            List.of(
                new Ranked(
                    "Undecided (more than 100 more rounds): as measured Mutex is 3 % [-4, 9] faster than"
                        + " Arc, on epyc-9354-32c with JDK 25.",
                    List.of(
                        new Contender("Mutex", "15.1 ns [14.6, 15.6]", "", "97"),
                        new Contender(
                            "Arc",
                            "15.6 ns [15.1, 16.1]",
                            "undecided: 3 % [-4, 9] slower",
                            "100")))),
            List.of("All 8 such comparisons with Mutex: 2 slower, 6 undecided."),
            "run uncontended"));
  }

  private static Table throughput() {
    return new Table(
        "Time a message in ns, with 95 % intervals",
        List.of("cell", "threads", "platform", "virtual", "virtual / platform", "verdict"),
        List.of(
            List.of("Channel, spsc, 64", "2", "112 [109, 115]", "49 [47, 52]", "0.44", "faster"),
            List.of("jox, mpmc, 1024", "8", "340 [322, 358]", "n/a", "n/a", "not run"),
            List.of("SynchronousQueue", "2", "5 420 [5 300, 5 540]", "1 630", "0.30", "faster")));
  }

  private static Table latency() {
    return new Table(
        "Latency in µs at four fifths of the most that the contender carries",
        List.of("cell", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "most", "rate", "missed"),
        List.of(
            List.of("Channel", "1.2", "2.9", "8.1", "22", "190", "1 204", "2.1 M/s", "0"),
            List.of("jox", "1.3", "3.4", "9.9", "31", "240", "3 310", "1.9 M/s", "0")));
  }

  private static Machine machine(String name, String cpu, int cores) {
    return new Machine(
        name,
        List.of(
            new Fact("Processor", cpu),
            new Fact("Cores", cores + ", of which all were used"),
            new Fact("System", "Linux 6.8.0-45-generic, governor schedutil"),
            new Fact("JVM", "OpenJDK 25+36, G1, -Xms4g -Xmx4g -XX:+AlwaysPreTouch")));
  }
}
