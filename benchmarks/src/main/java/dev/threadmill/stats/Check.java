package dev.threadmill.stats;

/// A check that a score or a comparison is put to, by the number that documentation and files use.
///
/// Its words say what it looks for, why that matters and what to do.
public enum Check {
  COMPILATION(
      "The JVM still compiled while it measured. Scores of code that is half compiled are too slow."
          + " Use a longer warm-up."),
  TREND(
      "Scores rose or fell from the start of the measurement to its end, so that the mean depends"
          + " on how long it was. Use a longer warm-up."),
  COLD("The fork had no warm-up, so that its scores are of code that the JVM had yet to compile."),
  STEADINESS(
      "Iterations of a fork differ much. Measure longer, on a machine that does nothing else."),
  MODES(
      "Forks have two speeds, and the mean describes neither. Find out what differs between forks:"
          + " compilation, memory layout, or where the hypervisor put the CPUs."),
  STEAL(
      "The hypervisor ran other machines on our CPUs while the fork measured. Use a machine, or a"
          + " type of instance, that is not shared."),
  QUOTA("A quota stopped the process once it had used its CPU time. Give it whole CPUs instead."),
  FREQUENCY("The clock speed changed, or heat slowed a core. Fix the speed, or cool the machine."),
  NEIGHBOURS("Other processes used CPUs while the fork measured. End them, or wait for them."),
  DRIFT(
      "The machine itself became faster or slower during the run. Ratios of arms that ran side by"
          + " side stay valid, absolute scores do not."),
  OUTLIERS(
      "A few iterations or rounds move the result. They count, because a stall is a result; more"
          + " rounds tell whether they belong to it."),
  CLOCK(
      "One step of the clock is a large part of the latencies. Below ten steps they cannot be told"
          + " apart; batch operations."),
  ITERATIONS(
      "Iterations were longer than planned, or held few operations. Make iterations longer."),
  COLLECTION(
      "Garbage collection took part of the measured time. It belongs to what allocates, and differs"
          + " with the heap; use a larger one to leave it out."),
  SHARES(
      "Threads got unequal shares of the work, which the mean hides. Read the shares beside it."),
  CARRIERS(
      "Virtual threads were pinned to their carriers, or have another number of carriers than there"
          + " are CPUs."),
  SKEW("Forks are skewed, so that mean and median differ. Look at the forks one by one."),
  FORKS("Too few forks ended well for an interval that means much. Run more rounds."),
  CORE_TO_CORE(
      "The latency between the two CPUs changed from fork to fork, as where a hypervisor migrates"
          + " vCPUs, and scores follow it. Run more rounds, or bind the vCPUs to cores."),
  CEILING(
      "A score comes near the ceiling that its conditions set, such as so many connections that"
          + " each wait for a back-end. What is faster cannot show there; raise the ceiling.");

  private final String words;

  Check(String words) {
    this.words = words;
  }

  public String code() {
    return "C" + (ordinal() + 1);
  }

  public String words() {
    return words;
  }
}
