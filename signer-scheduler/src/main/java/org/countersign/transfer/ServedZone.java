package org.countersign.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.release.ReleaseRecord;

/** One release as it is served: its SOA, its messages, and the differences that lead to it. */
final class ServedZone extends Counted {
  private final ReleaseRecord record;
  private final ZoneSoa soa;
  private final Path directory;
  private final MessageFile whole;
  private final Set<Serial> bad;
  private final Map<Serial, MessageFile> incremental = new ConcurrentHashMap<>();
  private volatile DifferenceChain differences;
  private boolean gone;

  /**
   * @param bad serials whose content was rolled back: whoever has one takes the whole zone
   */
  ServedZone(
      ReleaseRecord record,
      ZoneSoa soa,
      Path directory,
      MessageFile whole,
      DifferenceChain differences,
      Set<Serial> bad) {
    this.record = record;
    this.soa = soa;
    this.directory = directory;
    this.whole = whole;
    this.differences = differences;
    this.bad = bad;
  }

  ReleaseRecord record() {
    return record;
  }

  Name origin() {
    return record.origin();
  }

  Serial serial() {
    return record.serial();
  }

  ZoneSoa soa() {
    return soa;
  }

  DifferenceChain differences() {
    return differences;
  }

  /**
   * Puts a difference before the oldest one; false if it does not lead there or there is no room.
   */
  synchronized boolean precede(ZoneDifference former) {
    Serial oldest = differences.oldest().orElse(serial());
    if (!former.to().equals(oldest) || differences.isFull(2 * whole.octets())) {
      return false;
    }
    differences = differences.precededBy(former);
    return true;
  }

  /** The whole zone's messages, which live as long as this. */
  MessageFile whole() {
    return whole;
  }

  /** Whether a secondary on {@code serial} has nothing to take (RFC 1995 section 2). */
  boolean isUpToDate(Serial serial) {
    return serial.equals(serial()) || serial.isNewerThan(serial());
  }

  /** What {@link #since} gives, if that needs no work. */
  Optional<MessageFile> ready(Serial serial) {
    MessageFile known = incremental.get(serial);
    return known == null && (bad.contains(serial) || !differences.knows(serial))
        ? Optional.of(whole)
        : Optional.ofNullable(known);
  }

  /**
   * What to send to a secondary on {@code serial}, which is older: a difference, or the whole zone
   * where none is known, where the serial was a bad release's, or where it is shorter.
   */
  synchronized MessageFile since(Serial serial) throws IOException {
    if (gone || bad.contains(serial) || !differences.knows(serial)) {
      return whole;
    }
    MessageFile known = incremental.get(serial);
    if (known == null) {
      ZoneDifference difference = differences.from(serial).orElseThrow();
      known =
          MessageFile.of(
              directory,
              sink -> TransferContent.incremental(difference, new MessagePacker(origin(), sink)));
      if (known.octets() >= whole.octets()) {
        known.release();
        known = whole;
      }
      incremental.put(serial, known);
    }
    return known;
  }

  @Override
  synchronized void letGo() {
    gone = true;
    incremental.values().stream().filter(file -> file != whole).forEach(Counted::release);
    whole.release();
  }

  @Override
  public String toString() {
    return origin() + " " + serial();
  }
}
