package org.countersign.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program of somebody else's: without a shell, without standard input, with a time limit,
 * and with only the end of what it prints kept.
 */
public final class OutsideProgram {
  private static final int KEPT = 4096;

  private final List<String> command;
  private final Duration limit;

  /**
   * @param command the program and its arguments
   */
  public OutsideProgram(List<String> command, Duration limit) {
    this.command = List.copyOf(command);
    this.limit = limit;
  }

  /**
   * How it ended.
   *
   * @param inTime false if it was stopped, with all that it had started, at the time limit
   * @param exitCode meaningless unless {@code inTime}
   * @param output the end of what it printed, standard error included
   */
  public record Result(boolean inTime, int exitCode, String output) {
    public boolean succeeded() {
      return inTime && exitCode == 0;
    }

    /** For people: how it ended and the last it said. */
    public String describe() {
      String end = inTime ? "exit code " + exitCode : "stopped at the time limit";
      return output.isBlank() ? end : end + ": " + output.strip();
    }
  }

  /**
   * Runs it to its end or the limit.
   *
   * @throws IOException if it cannot be started
   */
  public Result run() throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    Tail tail = new Tail(process.getInputStream());
    tail.start();
    boolean inTime = false;
    try {
      inTime = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!inTime) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    return new Result(inTime, inTime ? process.exitValue() : -1, tail.text());
  }

  /** Reads what a program prints, so that it never waits for us, and keeps the end of it. */
  private static final class Tail extends Thread {
    private static final long PATIENCE = 2_000;

    private final InputStream in;
    private final byte[] kept = new byte[KEPT];
    private long count;

    Tail(InputStream in) {
      super("output of an outside program");
      this.in = in;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] buffer = new byte[KEPT];
      try (in) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          keep(buffer, n);
        }
      } catch (IOException e) {
        // The program was stopped; what it had said before is kept.
      }
    }

    private synchronized void keep(byte[] buffer, int n) {
      for (int i = 0; i < n; i++) {
        kept[(int) (count++ % KEPT)] = buffer[i];
      }
    }

    String text() {
      try {
        join(PATIENCE); // a grandchild may hold the pipe open longer than its parent lives
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      synchronized (this) {
        int length = (int) Math.min(count, KEPT);
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
          out[i] = kept[(int) ((count - length + i) % KEPT)];
        }
        return new String(out, StandardCharsets.UTF_8);
      }
    }
  }
}
