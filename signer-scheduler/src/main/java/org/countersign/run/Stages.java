package org.countersign.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.countersign.step.Step;

/** The stages of a run as they pass: how long each took, and what it is doing now. */
public final class Stages {
  /** A stage's work; it says how far it came. */
  @FunctionalInterface
  public interface Work<T> {
    T run(LongConsumer progress) throws Exception;
  }

  private final ProgressLine line;
  private final long start = System.nanoTime();
  private final Map<String, Long> millis = new LinkedHashMap<>();

  public Stages(ProgressLine line) {
    this.line = line;
  }

  public <T> T run(String stage, Work<T> work) throws Exception {
    return run(stage, Unit.RECORDS, 0, work);
  }

  /**
   * @param expected what the stage's count will reach, more or less; 0 if that is not known
   */
  public <T> T run(String stage, Unit unit, long expected, Work<T> work) throws Exception {
    long begun = System.nanoTime();
    line.begin(stage, unit, expected);
    try {
      T result = work.run(line::advance);
      Step.after(stage).passed();
      return result;
    } finally {
      line.end();
      millis.merge(stage, since(begun), Long::sum);
    }
  }

  private static long since(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  /** Milliseconds by stage, in the order of the stages, and since the first began: total. */
  public Map<String, Long> millis() {
    Map<String, Long> all = new LinkedHashMap<>(millis);
    all.put("total", since(start));
    return all;
  }

  /** Seconds by stage for people: {@code build 1.2 s, sign 10.4 s, total 11.7 s}. */
  @Override
  public String toString() {
    return millis().entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s %.1f s", e.getKey(), e.getValue() / 1000.0))
        .collect(Collectors.joining(", "));
  }
}
