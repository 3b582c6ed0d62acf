package dev.threadmill.questions;

import dev.threadmill.results.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A lane: a runtime other than the JVM's own benchmarks, whose program asks the same questions.
///
/// Which cells it has and what readers call them is told by `cells.txt` among its sources, which
/// the jar carries; so a run is planned, and a report is made, where its toolchain is not.
public enum Lane {
  RUST("rust/std"),
  TOKIO("rust/tokio"),
  GO("go"),
  BEAM("erlang"),
  /// A Java program that speaks the protocol of the lanes with the bodies of the suite. Its ratio
  /// to the same body under JMH shows what the protocol itself adds.
  REFERENCE(null);

  /// A cell of a lane, whatever the conditions are.
  ///
  /// @param benchmark the short name of class and method
  /// @param threadKind `PLATFORM` for a unit that is a thread of the system, `VIRTUAL` for one of
  ///     many on few threads, null where the benchmark has no such choice
  /// @param contender the suite's constant where it is the same thing there; null where the
  ///     benchmark has no such choice
  /// @param name what readers call the contender
  public record LaneCell(
      String benchmark, @Nullable String threadKind, @Nullable String contender, String name) {
    /// A cell like another one of the suite, as this lane has it.
    Cell in(Lane lane, Cell cell) {
      Map<String, String> params = new LinkedHashMap<>(cell.params());
      if (threadKind != null) {
        params.replace(Cell.THREAD_KIND, threadKind);
      }
      if (contender != null) {
        params.replace(Cell.CONTENDER, contender);
      }
      return new Cell(cell.benchmark(), cell.mode(), params, cell.cores(), null, null, lane.id());
    }

    private boolean isOf(Cell cell) {
      return benchmark.equals(cell.shortName())
          && (threadKind == null || threadKind.equals(cell.params().get(Cell.THREAD_KIND)))
          && (contender == null || contender.equals(cell.params().get(Cell.CONTENDER)));
    }
  }

  private static final String NONE = "-";

  private final @Nullable String folder;
  private final Map<String, String> units = new LinkedHashMap<>();
  private final List<LaneCell> offers = new ArrayList<>();
  private String label;

  Lane(@Nullable String folder) {
    this.folder = folder;
    label = name().charAt(0) + id().substring(1);
    if (folder != null) {
      read();
    }
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Lane> named(@Nullable String id) {
    return Arrays.stream(values()).filter(lane -> lane.id().equals(id)).findFirst();
  }

  /// Where its sources are in the jar; null for one that has none of its own.
  public @Nullable String folder() {
    return folder == null ? null : "/lanes/" + folder;
  }

  /// What the language or library is called.
  public String label() {
    return label;
  }

  /// The cells that it has beside those of a benchmark under the same conditions.
  ///
  /// Of contenders that the suite has, too, only those that are measured there; and all that are
  /// the lane's own.
  ///
  /// @param cells of one benchmark
  /// @param suite the contenders of that benchmark
  public List<Cell> beside(List<Cell> cells, List<String> suite) {
    if (folder == null) {
      return cells.stream().map(cell -> cell.inLane(id())).distinct().toList();
    }
    var kinds = values(cells, Cell.THREAD_KIND);
    var contenders = values(cells, Cell.CONTENDER);
    return offers.stream()
        .filter(offer -> offer.benchmark().equals(cells.getFirst().shortName()))
        .filter(offer -> offer.threadKind() == null || kinds.contains(offer.threadKind()))
        .filter(
            offer ->
                offer.contender() == null
                    || contenders.contains(offer.contender())
                    || !suite.contains(offer.contender()))
        .flatMap(offer -> cells.stream().map(cell -> offer.in(this, cell)))
        .distinct()
        .toList();
  }

  private static List<String> values(List<Cell> cells, String parameter) {
    return cells.stream()
        .flatMap(cell -> Optional.ofNullable(cell.params().get(parameter)).stream())
        .distinct()
        .toList();
  }

  /// Whether it has such a cell.
  public boolean has(Cell cell) {
    return folder == null || offers.stream().anyMatch(offer -> offer.isOf(cell));
  }

  /// The contenders of a benchmark that the suite has not.
  public List<String> contenders(String benchmark) {
    return offers.stream()
        .filter(offer -> benchmark.endsWith(offer.benchmark()))
        .flatMap(offer -> Optional.ofNullable(offer.contender()).stream())
        .distinct()
        .toList();
  }

  /// What the contender of one of its cells is called; empty where it is called as in the suite.
  Optional<String> contender(Cell cell) {
    return offers.stream().filter(offer -> offer.isOf(cell)).map(LaneCell::name).findFirst();
  }

  /// What the units of one of its cells are called, such as `goroutines`; empty where they are
  /// called as in the suite.
  Optional<String> units(Cell cell) {
    return Optional.ofNullable(cell.params().get(Cell.THREAD_KIND)).map(units::get);
  }

  private void read() {
    var table = folder() + "/cells.txt";
    try (InputStream in = Lane.class.getResourceAsStream(table)) {
      if (in == null) {
        throw new IllegalStateException("The jar has no " + table);
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .forEach(this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String line) {
    var words = line.split("\\s+", 2);
    switch (words[0]) {
      case "lane" -> label = words[1];
      case "unit" -> units.put(words[1].split("\\s+", 2)[0], words[1].split("\\s+", 2)[1]);
      case "cell" -> {
        var columns = words[1].split("\\s+", 4);
        offers.add(new LaneCell(columns[0], orNull(columns[1]), orNull(columns[2]), columns[3]));
      }
      default -> throw new IllegalStateException(id() + " has a line that is none: " + line);
    }
  }

  private static @Nullable String orNull(String column) {
    return column.equals(NONE) ? null : column;
  }
}
