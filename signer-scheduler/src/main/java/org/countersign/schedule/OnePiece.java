package org.countersign.schedule;

import java.time.Duration;
import org.countersign.store.DueWork;
import org.countersign.store.DueWorkStore;
import org.countersign.store.LeaseTakenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One claimed piece of work: done, and reported as what became of it. */
final class OnePiece {
  private static final Logger LOG = LoggerFactory.getLogger(OnePiece.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LAST = Duration.ofMinutes(5);

  private final DueWorkStore due;
  private final DueWork piece;
  private final ZoneWork work;

  OnePiece(DueWorkStore due, DueWork piece, ZoneWork work) {
    this.due = due;
    this.piece = piece;
    this.work = work;
  }

  /**
   * @param unfit told if this node is the wrong one for the zone
   * @throws org.countersign.store.StoreException if the outcome cannot be reported
   */
  void perform(Runnable unfit) {
    MDC.put("zone", piece.zone().toString());
    MDC.put("work", piece.kind().text());
    try {
      work.perform(piece);
      if (!due.done(piece)) {
        LOG.warn("another node has taken this work over in the meantime");
      }
    } catch (LeaseTakenException e) {
      LOG.info("waiting: {}", e.getMessage());
      due.putBack(piece, SOON, false);
    } catch (UnfitNodeException e) {
      LOG.error("left to another node: {}", e.getMessage());
      unfit.run();
      due.putBack(piece, Duration.ZERO, false);
    } catch (InterruptedException e) {
      broken(e);
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
      failed(e);
    } finally {
      MDC.clear();
    }
  }

  private void broken(InterruptedException e) {
    LOG.warn("broken off, because the service stops; it is due again");
    due.putBack(piece, Duration.ZERO, false);
  }

  private void failed(Throwable e) {
    if (Thread.interrupted()) {
      broken(new InterruptedException());
      return;
    }
    Duration delay = delay(piece.attempts());
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    LOG.error("failed, attempt {}: {}; next in {} s", piece.attempts(), message, delay.toSeconds());
    LOG.debug("failed", e);
    due.putBack(piece, delay, true);
  }

  /** Twice as long each time. */
  static Duration delay(int attempts) {
    Duration delay = FIRST.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
    return delay.compareTo(LAST) < 0 ? delay : LAST;
  }
}
