package org.countersign.zone.text;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;

/**
 * Reads a zone file with several threads, on a guess.
 *
 * <p>Text can be cut at a line that begins a record, if it is known which directives are in force
 * there. The guess is that those of the file's head are; each thread reads its part, and a part is
 * believed only if the one before it ended with whole records and those directives. From the first
 * part that fails on, the file is read again in order.
 */
final class InParts {
  private static final int HEAD = 64 << 10;
  private static final int PART = 4 << 20;

  private final ZoneFile file;
  private final int threads;
  private final LongConsumer progress;
  private final IntPredicate types;

  InParts(ZoneFile file, int threads, LongConsumer progress, IntPredicate types) {
    this.file = file;
    this.threads = threads;
    this.progress = progress;
    this.types = types;
  }

  /** What has been read for good: records, how far, and what holds from there on. */
  private static final class Done {
    final List<PackedRecords> records = new ArrayList<>();
    long end;
    TextState state;
  }

  PackedRecords read(Name origin) throws IOException {
    PackedRecords.Builder head = PackedRecords.builder(origin);
    Done done = new Done();
    done.state = new TextState(origin.wire());
    long start = cut(0, HEAD);
    if (start > 0) {
      done.end = InOrder.part(file, 0, start, done.state, kept(head));
      progress.accept(done.end);
    }
    done.records.add(head.build());
    if (start > 0 && done.end == start) {
      parts(done);
    }
    if (done.end < file.size()) {
      PackedRecords.Builder rest = done.records.get(0).sibling();
      new InOrder(file, progress).read(done.end, done.state, kept(rest));
      done.records.add(rest.build());
    }
    return PackedRecords.concat(done.records);
  }

  /** Where a part from {@code from} on ends; {@code from} itself if no cut is near enough. */
  private long cut(long from, int length) throws IOException {
    long to = file.ownerLine(Math.min(from + length, file.size()));
    return to - from > 4L * PART ? from : to;
  }

  private RecordSink kept(PackedRecords.Builder builder) {
    return (owner, length, type, ttl, rdata, from, to) ->
        !types.test(type) || builder.add(owner, length, type, ttl, rdata, from, to);
  }

  private record Part(PackedRecords records, TextState state, long end, long to) {}

  private void parts(Done done) throws IOException {
    TextState directives = done.state.directivesOnly();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    Deque<Future<Part>> ahead = new ArrayDeque<>();
    try {
      long next = done.end;
      boolean more = true;
      while (true) {
        while (more && ahead.size() < 2 * threads) {
          long from = next;
          long to = from < file.size() ? cut(from, PART) : from;
          more = to > from;
          if (more) {
            PackedRecords.Builder builder = done.records.get(0).sibling();
            ahead.add(workers.submit(() -> speculate(from, to, directives.copy(), builder)));
            next = to;
          }
        }
        Part part = ahead.isEmpty() ? null : ahead.poll().get();
        if (part == null || !done.state.sameDirectives(directives)) {
          return;
        }
        done.records.add(part.records);
        done.state = part.state;
        progress.accept(part.end - done.end);
        done.end = part.end;
        if (part.end < part.to) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading a zone file", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      end(workers, ahead);
    }
  }

  /** Ends the threads without interrupting them, which would close the file under the others. */
  private static void end(ExecutorService workers, Deque<Future<Part>> ahead) {
    ahead.forEach(part -> part.cancel(false));
    workers.shutdown();
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One part, or null if it could not be read, which the reading in order explains. */
  private Part speculate(long from, long to, TextState state, PackedRecords.Builder builder)
      throws IOException {
    try {
      long end = InOrder.part(file, from, to, state, kept(builder));
      return new Part(builder.build(), state, end, to);
    } catch (ZoneTextException e) {
      return null;
    }
  }
}
