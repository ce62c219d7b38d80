package org.countersign.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.countersign.dns.Name;
import org.countersign.store.DueWork;
import org.countersign.store.DueWorkStore;
import org.countersign.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one node: they claim what has been due longest, of each zone one piece at a time,
 * and do it. A worker that has been at one piece for long no longer counts, so that zones whose
 * publishing or vault hangs do not hold up the others.
 */
public final class WorkPool {
  private static final Logger LOG = LoggerFactory.getLogger(WorkPool.class);

  /** How long an idle node waits for a word before it looks itself. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int MOST = 4;

  /** How long a node leaves a zone alone that it is unfit for. */
  private static final Duration UNFIT = Duration.ofSeconds(30);

  private final String node;
  private final DueWorkStore due;
  private final ZoneWork work;
  private final int workers;
  private final Duration claimLength;
  private final Map<Thread, Long> busySince = new ConcurrentHashMap<>();
  private final Map<Name, Long> unfitUntil = new ConcurrentHashMap<>();
  private final Thread dispatcher = new Thread(this::dispatch, "work");
  private final Thread heart = new Thread(this::beat, "claims");
  private volatile boolean stopping;
  private volatile long lastLook = System.nanoTime();
  private boolean woken;
  private boolean databaseGone;

  /**
   * @param workers pieces of work at once
   * @param claimLength after so long without a sign of life, other nodes do a piece again
   */
  public WorkPool(String node, DueWorkStore due, ZoneWork work, int workers, Duration claimLength) {
    this.node = node;
    this.due = due;
    this.work = work;
    this.workers = workers;
    this.claimLength = claimLength;
    heart.setDaemon(true);
    dispatcher.setDaemon(true);
  }

  public void start() {
    heart.start();
    dispatcher.start();
  }

  /** Something may be due. */
  public synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Pieces of work this node is doing. */
  public int busy() {
    return busySince.size();
  }

  /** How long ago the node last looked for work: seconds at most, if it is well. */
  public Duration sinceLastLook() {
    return Duration.ofNanos(System.nanoTime() - lastLook);
  }

  private void dispatch() {
    while (!stopping) {
      lastLook = System.nanoTime();
      Optional<DueWork> next = hasRoom() ? claim() : Optional.empty();
      next.ifPresentOrElse(this::begin, this::rest);
    }
  }

  private boolean hasRoom() {
    long now = System.nanoTime();
    long counted =
        busySince.values().stream().filter(since -> now - since < LONG.toNanos()).count();
    return counted < workers && busySince.size() < workers * MOST;
  }

  private Optional<DueWork> claim() {
    try {
      long now = System.nanoTime();
      unfitUntil.values().removeIf(until -> until - now < 0);
      Optional<DueWork> claimed = due.claim(node, claimLength, unfitUntil.keySet());
      databaseGone = false;
      return claimed;
    } catch (StoreException e) {
      said(e);
      return Optional.empty();
    }
  }

  private void said(StoreException e) {
    if (!databaseGone) {
      LOG.error("no work can be taken until the database is back: {}", e.getMessage());
    }
    databaseGone = true;
  }

  private synchronized void rest() {
    try {
      if (!woken && !stopping) {
        TimeUnit.NANOSECONDS.timedWait(this, LOOK.toNanos());
      }
      woken = false;
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  private void begin(DueWork piece) {
    Thread worker =
        new Thread(() -> perform(piece), "work " + piece.kind().text() + " " + piece.zone());
    busySince.put(worker, System.nanoTime());
    worker.start();
  }

  private void perform(DueWork piece) {
    try {
      new OnePiece(due, piece, work)
          .perform(() -> unfitUntil.put(piece.zone(), System.nanoTime() + UNFIT.toNanos()));
    } catch (StoreException e) {
      // the claim cannot be settled; it runs out, and the piece is due again
      LOG.warn("{} of {} cannot be reported: {}", piece.kind(), piece.zone(), e.getMessage());
    } finally {
      busySince.remove(Thread.currentThread());
      wake();
    }
  }

  private void beat() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(claimLength.dividedBy(3).toNanos());
        if (busy() > 0) {
          renew();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      due.renew(node, claimLength);
    } catch (StoreException e) {
      LOG.warn("claims cannot be renewed: {}", e.getMessage());
    }
  }

  /**
   * Takes no more work, lets what is being done end within {@code patience}, and then breaks it
   * off: what was broken off is due again.
   *
   * @return whether everything ended by itself
   */
  public boolean stop(Duration patience) {
    stopping = true;
    wake();
    boolean ended = await(() -> busySince.isEmpty() && !dispatcher.isAlive(), patience);
    if (!ended) {
      List<Thread> left = new ArrayList<>(busySince.keySet());
      LOG.warn("breaking off {} pieces of work after {}", left.size(), patience);
      left.forEach(Thread::interrupt);
      await(busySince::isEmpty, Duration.ofSeconds(10));
    }
    heart.interrupt();
    return ended;
  }

  private synchronized boolean await(Supplier<Boolean> wanted, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!wanted.get() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.timedWait(this, 100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return wanted.get();
  }
}
