package org.countersign.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** The stages of a run as they pass: how long each took, and what it is doing now. */
public final class Stages {
  /** A stage's work; it says how far it came. */
  @FunctionalInterface
  public interface Work<T> {
    T run(LongConsumer progress) throws Exception;
  }

  private final ProgressLine line;
  private final Map<String, Long> millis = new LinkedHashMap<>();

  public Stages(ProgressLine line) {
    this.line = line;
  }

  public <T> T run(String stage, Work<T> work) throws Exception {
    long start = System.nanoTime();
    line.begin(stage);
    try {
      return work.run(line::advance);
    } finally {
      line.end();
      millis.merge(stage, (System.nanoTime() - start) / 1_000_000, Long::sum);
    }
  }

  /** Milliseconds by stage, in the order of the stages. */
  public Map<String, Long> millis() {
    return millis;
  }

  @Override
  public String toString() {
    return millis.toString();
  }
}
