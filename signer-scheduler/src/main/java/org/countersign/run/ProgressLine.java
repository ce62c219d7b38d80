package org.countersign.run;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One line on a terminal that says what long work is doing: stage, count, rate, and the time left
 * where the whole is known. Silent where output is not a terminal.
 */
public final class ProgressLine {
  private static final long EVERY = 250_000_000L;

  private final PrintStream out;
  private final boolean shown;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong nextAt = new AtomicLong();
  private String stage = "";
  private long total;
  private long start;
  private int width;

  public ProgressLine(PrintStream out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  /** A line on standard error if both ends of the session are a terminal. */
  public static ProgressLine onTerminal(boolean wanted) {
    return new ProgressLine(System.err, wanted && System.console() != null);
  }

  public void begin(String name) {
    begin(name, 0);
  }

  /**
   * @param whole what the count will reach, 0 if that is not known
   */
  public synchronized void begin(String name, long whole) {
    stage = name;
    total = whole;
    count.set(0);
    start = System.nanoTime();
    nextAt.set(start + EVERY);
  }

  /** Adds to the count; any thread may. */
  public void advance(long more) {
    long done = count.addAndGet(more);
    if (!shown) {
      return;
    }
    long now = System.nanoTime();
    long due = nextAt.get();
    if (now - due >= 0 && nextAt.compareAndSet(due, now + EVERY)) {
      show(done, now);
    }
  }

  private synchronized void show(long done, long now) {
    double seconds = (now - start) / 1e9;
    long rate = (long) (done / seconds);
    String text = String.format("%s: %,d (%,d/s)", stage, done, rate);
    if (total > done && rate > 0) {
      text += String.format(", %d s left", (total - done) / rate + 1);
    }
    out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    out.flush();
    width = text.length();
  }

  public synchronized void end() {
    if (shown && width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
      width = 0;
    }
  }
}
