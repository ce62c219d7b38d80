package org.countersign.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;

/**
 * The verification of all signatures by several threads, while the judging thread reads on. Each
 * signature is verified by the fastest provider; those of the apex and a sample of the others by
 * BouncyCastle as well. The sample follows from the zone's apex, not from threads or time.
 */
final class SignatureChecks implements AutoCloseable {
  private static final SignatureBatch END = new SignatureBatch();

  private final ZoneKeys keys;
  private final SignatureListener listener;
  private final ArrayBlockingQueue<SignatureBatch> work;
  private final ArrayBlockingQueue<SignatureBatch> free;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final SignatureTally tally;
  private final int seed;
  private SignatureBatch filling = new SignatureBatch();

  SignatureChecks(ZoneKeys keys, int number, int seed, SignatureListener listener) {
    this.keys = keys;
    this.seed = seed;
    this.listener = listener;
    tally = new SignatureTally(keys.all().size());
    work = new ArrayBlockingQueue<>(16 * number);
    free = new ArrayBlockingQueue<>(18 * number + 2);
    for (int i = 0; i < number; i++) {
      Thread thread = new Thread(this::work, "verify-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** Takes all signatures of an owner over the RRsets it has. */
  void add(OwnerNode node) {
    for (int i = 0; i < node.signatures(); i++) {
      int rrset = node.find(node.covered(i));
      if (rrset >= 0) {
        boolean twice = node.place() == OwnerNode.Place.APEX || sampled(node, i);
        filling.add(node, i, rrset, twice);
        if (filling.full()) {
          put(filling);
          SignatureBatch next = free.poll();
          filling = next == null ? new SignatureBatch() : next;
        }
      }
    }
  }

  private boolean sampled(OwnerNode node, int i) {
    int end = node.signatureFrom(i) + node.signatureLength(i);
    long last = node.u32(Math.max(end - 4, node.signatureFrom(i)));
    return ((int) last * 0x9e3779b9 ^ seed) >>> 22 == 0; // one in 1024
  }

  private void put(SignatureBatch batch) {
    if (failure.get() != null) {
      return; // finish() says so
    }
    try {
      work.put(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted: the zone is not judged");
    }
  }

  private void check() {
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("a verifying thread failed: " + thrown, thrown);
    }
  }

  /**
   * Waits for all verdicts.
   *
   * @throws IllegalStateException if a thread failed, so that some are missing
   */
  SignatureTally finish() {
    put(filling);
    put(END);
    if (failure.get() == null) {
      join();
    }
    check();
    return tally;
  }

  private void join() {
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted: the zone is not judged");
      }
    }
  }

  private void work() {
    KeyVerifiers verifiers = new KeyVerifiers(keys);
    SignatureTally mine = new SignatureTally(keys.all().size());
    try {
      for (SignatureBatch batch = work.take(); batch != END; batch = work.take()) {
        if (failure.get() == null) {
          for (int job = 0; job < batch.count; job++) {
            judge(verifiers, batch, job, mine);
          }
        }
        batch.clear();
        free.offer(batch);
      }
      work.put(END); // for the next thread
      tally.add(mine);
    } catch (InterruptedException e) {
      failure.compareAndSet(null, e);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      work.clear();
      work.offer(END);
    }
  }

  private void judge(KeyVerifiers verifiers, SignatureBatch batch, int job, SignatureTally mine) {
    int from = batch.from[job];
    int to = batch.signature[job];
    int length = batch.owner[job] - to;
    int key =
        verifiers.verify(batch.algorithm[job], batch.tag[job], batch.data, from, to, to, length);
    boolean disagreed = false;
    if (key >= 0 && batch.twice[job]) {
      byte[] signature = Arrays.copyOfRange(batch.data, to, to + length);
      disagreed = !SecondOpinion.verifies(keys.all().get(key), batch.data, from, to, signature);
      mine.second++;
    }
    if (key >= 0 && !disagreed) {
      mine.count(key, batch.covered[job]);
    } else {
      mine.bogus++;
      listener.bogus(
          Name.text(batch.data, batch.owner[job]),
          batch.covered[job],
          batch.algorithm[job],
          batch.tag[job],
          disagreed);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  static boolean isKeySet(int type) {
    return type == RecordType.DNSKEY || type == RecordType.CDS || type == RecordType.CDNSKEY;
  }
}
