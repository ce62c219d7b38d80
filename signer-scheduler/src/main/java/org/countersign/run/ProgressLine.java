package org.countersign.run;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that says what long work is doing: stage, count, rate, and the time left
 * where the whole is known. Silent where nobody reads along.
 */
public final class ProgressLine {
  private static final long EVERY = 250_000_000L;

  private final PrintStream out;
  private final boolean shown;
  private final LongSupplier nanos;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong nextAt = new AtomicLong();
  private String stage = "";
  private Unit unit = Unit.RECORDS;
  private long whole;
  private long start;
  private int width;

  public ProgressLine(PrintStream out, boolean shown, LongSupplier nanos) {
    this.out = out;
    this.shown = shown;
    this.nanos = nanos;
  }

  /** A line on standard error if that is a terminal. */
  public static ProgressLine onTerminal(boolean wanted) {
    return new ProgressLine(System.err, wanted && Terminal.standardError(), System::nanoTime);
  }

  /**
   * @param expected what the count will reach, more or less; 0 if that is not known
   */
  public synchronized void begin(String name, Unit counted, long expected) {
    end();
    stage = name;
    unit = counted;
    whole = expected;
    count.set(0);
    start = nanos.getAsLong();
    nextAt.set(start + EVERY);
  }

  /** Adds to the count; any thread may. */
  public void advance(long more) {
    long done = count.addAndGet(more);
    if (due()) {
      show(done, (double) done / whole);
    }
  }

  /**
   * Says how far a stage is that counts one thing and knows its end by another.
   *
   * @param done what has been counted
   * @param share of the whole that is done, 0 to 1
   */
  public void at(String name, Unit counted, long done, double share) {
    if (!name.equals(stage)) {
      begin(name, counted, 1);
    }
    if (due()) {
      show(done, share);
    }
  }

  private boolean due() {
    if (!shown) {
      return false;
    }
    long now = nanos.getAsLong();
    long due = nextAt.get();
    return now - due >= 0 && nextAt.compareAndSet(due, now + EVERY);
  }

  private synchronized void show(long done, double share) {
    double seconds = (nanos.getAsLong() - start) / 1e9;
    String text = stage + ": " + unit.show(done) + ", " + unit.showRate(done / seconds);
    if (whole > 0 && share > 0 && share < 1) {
      text += ", " + left(seconds * (1 - share) / share) + " left";
    }
    out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    out.flush();
    width = text.length();
  }

  private static String left(double seconds) {
    long s = (long) Math.ceil(seconds);
    return s < 100 ? s + " s" : (s + 59) / 60 + " min";
  }

  /** Wipes the line, so that what is printed next stands alone. */
  public synchronized void end() {
    if (width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
      width = 0;
    }
    stage = "";
  }
}
