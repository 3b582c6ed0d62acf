package dev.threadmill;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.suite.fairness.Courtesy;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

/// Which package may know which, what nobody may call, and how benchmarks and tests are named.
///
/// The same rules are run on `dev.threadmill.archfixture`, a small copy of the packages in which
/// each rule is broken: a rule that cannot find its planted violation is a rule that sleeps.
class ArchitectureTest {
  private static final String OURS = "dev.threadmill";
  private static final String FIXTURE = OURS + ".archfixture";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages(OURS);

  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(FIXTURE);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("archfixture"))
          .importPackages(OURS);

  @ParameterizedTest(name = "{0}")
  @MethodSource("rulesOfThreadmill")
  void holds(ArchRule rule) {
    rule.check(MAIN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rulesOfTheFixture")
  void findsItsPlantedViolation(ArchRule rule) {
    assertThat(rule.evaluate(PLANTED).hasViolation()).isTrue();
  }

  @Test
  void testsAreNamedSoThatTheyRun() {
    testsEndInTest().check(TESTS);
  }

  @Test
  void aTestWithAnotherNameIsFound() {
    assertThat(testsEndInTest().evaluate(PLANTED).getFailureReport().getDetails())
        .anySatisfy(line -> assertThat(line).contains("PlantedCheck"));
  }

  @Test
  void noTwoClassesShareAName() {
    assertThat(MAIN.stream().filter(any -> !any.isAnonymousClass()))
        .filteredOn(any -> !any.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filteredOn(any -> !any.getSimpleName().equals("package-info"))
        .extracting(JavaClass::getSimpleName)
        .hasSizeGreaterThan(400)
        .doesNotHaveDuplicates();
  }

  @Test
  void theRulesSeeClasses() {
    for (var name :
        List.of(
            "launch",
            "primitives",
            "suite",
            "recording",
            "machine",
            "stats",
            "results",
            "questions",
            "comparison",
            "lane",
            "runner",
            "analysis",
            "proof",
            "report",
            "cli")) {
      assertThat(MAIN.stream().filter(resideInAPackage(OURS + "." + name + "..")))
          .as(name)
          .isNotEmpty();
    }
    assertThat(MAIN.stream().map(JavaClass::getName))
        .noneMatch(name -> name.contains("jmh_generated") || name.contains("archfixture"));
  }

  static Stream<ArchRule> rulesOfThreadmill() {
    return rules(OURS);
  }

  static Stream<ArchRule> rulesOfTheFixture() {
    return rules(FIXTURE);
  }

  /// Every rule, for the packages below `root`; no rule minds a package that is not there.
  private static Stream<ArchRule> rules(String root) {
    return Stream.of(directions(root), libraries(root), bans(root), forms(root))
        .flatMap(List::stream)
        .map(rule -> rule.allowEmptyShould(true));
  }

  private static List<ArchRule> directions(String root) {
    return List.of(
        knowsOnly(root, "launch").because("it is Java 8 bytecode, and the rest cannot load there"),
        knowsOnly(root, "primitives").because("what is measured knows nothing that measures"),
        knowsOnly(root, "suite", "primitives", "recording")
            .because("a benchmark is one file that only needs what it measures and records"),
        knowsOnly(root, "recording", "machine")
            .because("it runs in a fork beside the benchmark, and may ask what the machine does"),
        knowsOnly(root, "machine").because("what a machine is does not depend on what it runs"),
        knowsOnly(root, "stats").because("it turns numbers into numbers, whosever they are"),
        knowsOnly(root, "results", "machine", "stats", "recording")
            .because("a run folder is read without the code that ran or reports it"),
        knowsOnly(root, "questions", "results", "recording")
            .because("what is asked is known without running or reporting it"),
        knowsOnly(root, "comparison", "results", "machine", "stats", "recording")
            .because("what is compared does not depend on who measures it or how it is shown"),
        knowsOnly(root, "lane", "questions", "results", "machine", "recording")
            .because("a program of another language is a fork like any other, whoever asks for it"),
        knowsOnly(
                root,
                "runner",
                "lane",
                "questions",
                "comparison",
                "results",
                "machine",
                "stats",
                "recording",
                "launch")
            .because("it knows benchmarks by name only, so that a new one is one new file"),
        knowsOnly(root, "analysis", "comparison", "results", "stats", "machine", "recording")
            .because("what a run says does not depend on who ran it or how it is shown"),
        knowsOnly(root, "proof", "runner", "analysis", "comparison", "results", "stats", "machine")
            .because("what is proven is the way that a run is measured and analysed, as it stands"),
        knowsOnly(
                root,
                "report",
                "analysis",
                "questions",
                "comparison",
                "results",
                "stats",
                "machine")
            .because("a report is made from a folder, on any machine and long after"),
        knowsOnly(
                root,
                "cli",
                "proof",
                "runner",
                "lane",
                "report",
                "analysis",
                "questions",
                "comparison",
                "results",
                "stats",
                "machine")
            .because("commands put the parts together and never touch what is measured"),
        slices()
            .matching(root + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package is understood after those it points to, and before the rest"));
  }

  /// That a package uses of ours only itself and the packages named.
  private static ArchRule knowsOnly(String root, String name, String... others) {
    var allowed =
        Stream.concat(Stream.of(name), Stream.of(others))
            .map(known -> root + "." + known + "..")
            .toArray(String[]::new);
    var foreign =
        resideInAPackage(root + "..").and(DescribedPredicate.not(resideInAnyPackage(allowed)));
    return noClasses()
        .that()
        .resideInAPackage(root + "." + name + "..")
        .should()
        .dependOnClassesThat(foreign)
        .as(
            others.length == 0
                ? name + " knows no other package"
                : name + " knows only " + String.join(", ", others));
  }

  private static List<ArchRule> libraries(String root) {
    return List.of(
        classes()
            .that()
            .resideInAPackage(root + ".primitives..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage("java..", "org.jctools..", "org.jspecify..")
                    .or(resideInAPackage(root + "..")))
            .as("primitives use the JDK and JCTools")
            .because("a port that others may copy must not bring libraries along"),
        noClasses()
            .that()
            .resideInAPackage(root + ".stats..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio.file..", "java.time.."))
            .as("stats read no file and no clock")
            .because("the same numbers and the same seed must give the same answer"),
        classes()
            .that()
            .resideInAPackage(root + ".machine..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage("java..", "com.sun.management..", "org.jspecify..")
                    .or(resideInAPackage(root + "..")))
            .as("machine uses the JDK alone")
            .because("what it finds out must not depend on what else is in the jar"),
        noClasses()
            .that()
            .resideInAnyPackage(
                root + ".primitives..",
                root + ".suite..",
                root + ".recording..",
                root + ".machine..",
                root + ".stats..",
                root + ".runner..")
            .should()
            .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.."))
            .as("who measures knows no JSON")
            .because("the format of run folders is known in one place, results"));
  }

  private static List<ArchRule> bans(String root) {
    var talkers = new String[] {root + ".cli..", root + ".launch.."};
    return List.of(
        noClasses()
            .that()
            .resideOutsideOfPackages(talkers)
            .and()
            .doNotHaveSimpleName("ReferenceProgram")
            .and()
            .doNotHaveSimpleName("OneThread")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .as("only cli and launch print, and programs whose answer is a line")
            .because("output is an interface, and inside a fork it belongs to JMH"),
        noClasses()
            .that()
            .resideInAPackage(root + ".cli..")
            .and()
            .doNotHaveSimpleName("PlainWriter")
            .should()
            .callMethodWhere(printsAsItIs())
            .as("all that cli prints goes through a PlainWriter")
            .because("names come from files of strangers, and a terminal obeys what is in them"),
        noClasses()
            .that()
            .resideOutsideOfPackages(talkers)
            .and()
            .doNotHaveSimpleName("HostWatch")
            .and()
            .doNotHaveSimpleName("ReferenceProgram")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .as("only cli and launch end the process, and a fork whose host is gone ends itself")
            .because("exit codes are promises, and a library that exits cannot be tested"),
        noClasses()
            .that()
            .resideInAnyPackage(root + ".primitives..", root + ".suite..")
            .and()
            .areNotAssignableTo(Courtesy.class) // one of which is to sleep
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .as("nothing that is measured sleeps")
            .because("a sleep measures the timer, and orders threads only by luck"),
        noClasses()
            .that()
            .resideOutsideOfPackages(root + ".stats..", root + ".comparison..")
            .should()
            .callMethodWhere(makesAnEstimate())
            .orShould()
            .callConstructorWhere(makesAnEstimate())
            .as("estimates are constructed in one place")
            .because("two places that make one figure will one day make two"),
        noClasses()
            .that()
            .resideOutsideOfPackages(root + ".results..", root + ".recording..", root + ".suite..")
            .should()
            .callMethodWhere(writesAFile())
            .as("files of the user's are written in one place")
            .because("it follows no link of a stranger's and leaves nothing half written"),
        noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .as("nobody calls currentTimeMillis")
            .because("it jumps: time spent is System.nanoTime, a point in time is an Instant"));
  }

  private static DescribedPredicate<JavaCall<?>> writesAFile() {
    var names =
        Set.of(
            "write",
            "writeString",
            "newOutputStream",
            "newBufferedWriter",
            "createFile",
            "createDirectory",
            "createDirectories",
            "copy",
            "move");
    return DescribedPredicate.describe(
        "write a file",
        call -> {
          var owner = call.getTargetOwner();
          var name = call.getTarget().getName();
          return owner.isEquivalentTo(Files.class) && names.contains(name)
              || owner.isEquivalentTo(FileChannel.class) && name.equals("open");
        });
  }

  /// A call of the library's writer itself, and not of one of ours.
  private static DescribedPredicate<JavaCall<?>> printsAsItIs() {
    return DescribedPredicate.describe(
        "print as it is",
        call ->
            call.getTargetOwner().isEquivalentTo(PrintWriter.class)
                && call.getTarget().getName().matches("print.*|write|append|format"));
  }

  /// A static method or a constructor of a type that holds a score or a ratio with its interval.
  private static DescribedPredicate<JavaCall<?>> makesAnEstimate() {
    return DescribedPredicate.describe(
        "make an estimate",
        call -> {
          var owner = call.getTargetOwner();
          var name = call.getTarget().getName();
          boolean makes =
              name.startsWith("of") || Set.of("<init>", "paired", "between").contains(name);
          return makes
              && (owner.isAssignableTo(RatioEstimate.class)
                  || owner.isAssignableTo(ScoreEstimate.class));
        });
  }

  private static List<ArchRule> forms(String root) {
    return List.of(
        classes()
            .that()
            .resideOutsideOfPackage(root + ".launch..")
            .should(beInANullMarkedPackage())
            .as("every package is @NullMarked, save launch")
            .because(
                "NullAway only looks where it is told to; launch has no annotations on Java 8"),
        methods()
            .that()
            .areAnnotatedWith(Benchmark.class)
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Benchmark")
            .andShould()
            .beDeclaredInClassesThat()
            .resideInAPackage(root + ".suite..")
            .as("benchmarks are named ...Benchmark and live in suite")
            .because("their names are what a user filters by and a chart shows"),
        noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common|Data|Info)")
            .as("a type is a noun that a person would say")
            .because("such a name says that nobody knew what the type is"));
  }

  private static ArchRule testsEndInTest() {
    return methods()
        .that()
        .areAnnotatedWith(Test.class)
        .or()
        .areAnnotatedWith(ParameterizedTest.class)
        .or()
        .areAnnotatedWith(Property.class)
        .should(
            new ArchCondition<JavaMethod>(
                "be declared in classes named ...Test, ...IT or ...Fuzz") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                var outermost = method.getOwner();
                while (outermost.getEnclosingClass().isPresent()) {
                  outermost = outermost.getEnclosingClass().get();
                }
                events.add(
                    new SimpleConditionEvent(
                        method,
                        outermost.getSimpleName().matches(".*(Test|IT|Fuzz)"),
                        method.getFullName() + " is a test in a class that is not named so"));
              }
            })
        .as("tests live in classes named ...Test or ...IT, or ...Fuzz for the profile of that name")
        .because("the build runs no others");
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                type,
                type.getPackage().isAnnotatedWith(NullMarked.class),
                type.getPackageName() + ", with " + type.getName() + ", is not @NullMarked"));
      }
    };
  }
}
