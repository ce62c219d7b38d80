package org.countersign.step;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A step of a run after which its process may be killed. The code passes each one by name, which
 * does nothing; with the system property {@code countersign.steps} a test is told of each ({@code
 * tell}), or finds the process waiting at one to be killed ({@code ARTEFACT_SYNCED#2}: when it is
 * passed for the second time).
 */
public enum Step {
  /** The registry's data were read, stage {@code pull}. */
  PULLED,
  /** A zone image is built, stage {@code build}. */
  BUILT,
  /** The zone's servers and the parent's were asked, stage {@code observe}. */
  OBSERVED,
  /** Keys are in the states that the next release shows. */
  KEYS_MOVED,
  /** One batch of signatures is made or used again. */
  BATCH_SIGNED,
  /** Stage {@code sign} is over. */
  SIGNED,
  /** A file is written under its temporary name. */
  FILE_WRITTEN,
  /** It is on disk. */
  FILE_SYNCED,
  /** It has its name. */
  FILE_NAMED,
  /** The gate has judged, stage {@code validate}. */
  JUDGED,
  /** The artefact is among the releases; the ledger does not know it. */
  ARTEFACT_KEPT,
  /** The ledger's transaction is complete and not committed. */
  LEDGER_WRITTEN,
  /** The ledger has the release. */
  LEDGER_COMMITTED,
  /** Stage {@code release} is over. */
  RELEASED,
  /** The published zone is switched to the release. */
  LINK_SWITCHED,
  /** Servers were told. */
  ANNOUNCED,
  /** Stage {@code publish} is over for one publisher. */
  PUBLISHED;

  private static final String WANTED = System.getProperty("countersign.steps", "");

  private final AtomicInteger passes = new AtomicInteger();

  /** The step at the end of a stage of a run; each stage has one. */
  public static Step after(String stage) {
    return switch (stage) {
      case "pull" -> PULLED;
      case "build" -> BUILT;
      case "observe" -> OBSERVED;
      case "sign" -> SIGNED;
      case "write" -> FILE_NAMED; // of the command sign, which releases nothing
      case "validate" -> JUDGED;
      case "release" -> RELEASED;
      case "publish" -> PUBLISHED;
      default ->
          throw new IllegalArgumentException(
              "stage \"" + stage + "\" has no step at its end: add one, so that the tests kill it");
    };
  }

  /** Says that a run has come here. */
  public void passed() {
    if (!WANTED.isEmpty()) {
      pass(name() + "#" + passes.incrementAndGet());
    }
  }

  private static void pass(String step) {
    if (WANTED.equals("tell") || WANTED.equals(step)) {
      System.err.println("step " + step);
      System.err.flush();
    }
    while (WANTED.equals(step)) {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
