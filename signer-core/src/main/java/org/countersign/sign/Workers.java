package org.countersign.sign;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The signing threads: they work on numbered pieces, and results come back in number order. */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  public Workers(int threads) {
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "sign");
              thread.setDaemon(true);
              return thread;
            });
  }

  int threads() {
    return threads;
  }

  /** Work on {@code from..to} of something. */
  @FunctionalInterface
  interface Slice {
    void work(int from, int to);
  }

  /** Cuts {@code 0..n} into a few slices a thread and works on them side by side. */
  void slices(int n, Slice slice) {
    int pieces = Math.max(1, Math.min(n / 1024, threads * 4));
    inOrder(
        pieces,
        i -> {
          slice.work((int) ((long) n * i / pieces), (int) ((long) n * (i + 1) / pieces));
          return i;
        },
        done -> {});
  }

  /**
   * Computes {@code piece(0), piece(1) …} on the threads and hands the results to {@code sink} in
   * that order, on the calling thread; no more than a few wait for it at a time. When this returns
   * or throws, no piece is being worked on.
   *
   * @throws CancellationException if the calling thread is interrupted
   */
  <T> void inOrder(int pieces, IntFunction<T> piece, Consumer<T> sink) {
    Deque<Future<T>> ahead = new ArrayDeque<>();
    AtomicBoolean over = new AtomicBoolean();
    int next = 0;
    try {
      while (next < pieces || !ahead.isEmpty()) {
        while (next < pieces && ahead.size() < threads * 4) {
          int number = next++;
          ahead.add(pool.submit(() -> over.get() ? null : piece.apply(number)));
        }
        sink.accept(ahead.poll().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while signing");
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } finally {
      over.set(true);
      awaitAll(ahead);
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  /** Waits for what was begun: whoever closes a vault next must not close it under a signature. */
  private static void awaitAll(Deque<? extends Future<?>> ahead) {
    boolean interrupted = false;
    while (!ahead.isEmpty()) {
      try {
        ahead.peek().get();
        ahead.poll();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        ahead.poll(); // one failure is enough to report
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
