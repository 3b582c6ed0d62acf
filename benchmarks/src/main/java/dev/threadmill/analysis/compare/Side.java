package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.compare.Against.Difference;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.comparison.Terms;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs that were made under the same conditions, and so are one side of a comparison.
///
/// @param name what tables call it
/// @param traits of its first run
/// @param repeats its runs, those together that are too near in time to be independent
public record Side(String name, List<Trait> traits, List<List<RunAnalysis>> repeats) {
  /// One thing that is known of how a run was made.
  ///
  /// @param factor what differs when this does; null for what is only worth saying
  /// @param value null where it is unknown
  public record Trait(String name, @Nullable Factor factor, @Nullable String value) {}

  /// What disturbs a whole run lasts; runs nearer to each other than this are one.
  private static final Duration APART = Duration.ofHours(1);

  public List<RunAnalysis> runs() {
    return repeats.stream().flatMap(List::stream).toList();
  }

  /// The value of a trait; null where it is unknown.
  @Nullable String value(String trait) {
    return traits.stream()
        .filter(own -> own.name().equals(trait))
        .findFirst()
        .map(Trait::value)
        .orElse(null);
  }

  Terms terms() {
    return runs().stream().map(RunAnalysis::terms).reduce(Terms::and).orElseThrow();
  }

  /// Runs that a user gave as one side.
  ///
  /// @throws Unusable if they are not alike
  static Side given(List<RunAnalysis> runs) {
    for (int i = 0; i < runs.size(); i++) {
      for (var other : runs.subList(i + 1, runs.size())) {
        var one = runs.get(i);
        var unlike = unlike(one, other);
        if (unlike.isPresent()) {
          throw new Unusable(
              "%s and %s are given as one side, but differ: %s"
                  .formatted(one.run().origin(), other.run().origin(), unlike.get()));
        }
      }
    }
    return of(runs);
  }

  /// The first thing in which two runs differ that makes them two sides: a trait of the whole, or a
  /// condition of a cell that both have.
  private static Optional<String> unlike(RunAnalysis one, RunAnalysis other) {
    var values =
        CellConditions.traits(other.run()).stream()
            .filter(trait -> trait.value() != null)
            .collect(Collectors.toMap(Trait::name, trait -> String.valueOf(trait.value())));
    var ofRuns =
        CellConditions.traits(one.run()).stream()
            // Each cell has arguments of its own.
            .filter(
                trait -> trait.factor() != null && !trait.name().equals(CellConditions.ARGUMENTS))
            .filter(trait -> CellConditions.differ(trait.value(), values.get(trait.name())))
            .map(trait -> new Difference(trait.name(), trait.value(), values.get(trait.name())))
            .map(both -> both.trait() + " (" + both.words() + ")");
    var ofCells =
        Counterparts.of(of(List.of(one)), of(List.of(other))).pairs().stream()
            .flatMap(
                pair ->
                    CellConditions.differences(pair.base().conditions(), pair.other().conditions())
                        .map(words -> words + " (" + pair.base().cell().shortName() + ")"));
    return Stream.concat(ofRuns, ofCells).findFirst();
  }

  /// Sorts runs into sides: the base first, then what it is compared with.
  ///
  /// Runs whose conditions are those of the base belong to it, unless nothing else is there: then
  /// the rest is a repetition that is compared with it. A run of which it is not known what it ran
  /// is a side of its own.
  static List<Side> sorted(List<RunAnalysis> runs) {
    var base = runs.getFirst();
    Map<List<Trait>, List<RunAnalysis>> alike = new LinkedHashMap<>();
    List<RunAnalysis> baseRuns = new ArrayList<>(List.of(base));
    List<Trait> ofBase = key(base);
    for (RunAnalysis run : runs.subList(1, runs.size())) {
      var key = key(run);
      if (key == null) {
        alike.put(List.of(new Trait("run " + alike.size(), null, run.run().name())), List.of(run));
      } else {
        alike.computeIfAbsent(key, k -> new ArrayList<>()).add(run);
      }
    }
    if (ofBase != null && alike.size() > 1) {
      var more = alike.remove(ofBase);
      baseRuns.addAll(more == null ? List.of() : more);
    }
    List<Side> sides = new ArrayList<>(List.of(of(baseRuns)));
    alike.values().forEach(each -> sides.add(of(each)));
    return sides;
  }

  /// All that must agree; null where it is not known which code ran.
  static @Nullable List<Trait> key(RunAnalysis run) {
    var traits = CellConditions.traits(run.run());
    boolean known = traits.stream().anyMatch(t -> t.factor() == Factor.CODE && t.value() != null);
    return known
        ? traits.stream().filter(t -> t.factor() != null || t.name().equals("shape")).toList()
        : null;
  }

  static Side of(List<RunAnalysis> runs) {
    String name = runs.getFirst().run().name() + (runs.size() > 1 ? " +" + (runs.size() - 1) : "");
    return new Side(name, CellConditions.traits(runs.getFirst().run()), repeats(runs));
  }

  /// As if only the runs of one repeat were there.
  Side ofRepeat(int number) {
    return new Side(name, traits, List.of(repeats.get(number)));
  }

  private static List<List<RunAnalysis>> repeats(List<RunAnalysis> runs) {
    List<List<RunAnalysis>> repeats = new ArrayList<>();
    Instant last = null;
    for (RunAnalysis run : runs.stream().sorted(Comparator.comparing(Side::started)).toList()) {
      Instant started = started(run);
      if (last == null || !last.plus(APART).isAfter(started)) {
        repeats.add(new ArrayList<>());
      }
      repeats.getLast().add(run);
      last = started;
    }
    return repeats;
  }

  private static Instant started(RunAnalysis run) {
    RunManifest manifest = run.run().manifest();
    try {
      return manifest == null ? Instant.EPOCH : Instant.parse(manifest.started());
    } catch (DateTimeParseException e) {
      return Instant.EPOCH; // then it counts as made together with the others
    }
  }
}
