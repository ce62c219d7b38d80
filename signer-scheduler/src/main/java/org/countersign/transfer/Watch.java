package org.countersign.transfer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;

/**
 * One secondary's way to a serial: when it is told, when it is asked, when that is reported. Used
 * by one thread.
 */
final class Watch {
  /** A secondary answers and transfers in less on a good day. */
  private static final Duration FIRST = Duration.ofMillis(100);

  /** How often one is tried that is down (RFC 1996 section 3.6 has 60 seconds). */
  private static final Duration LAST = Duration.ofSeconds(60);

  /** A NOTIFY that was taken need not be repeated before this. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private static final Duration REPORTED = Duration.ofMinutes(2);

  final Name zone;
  final Peer peer;
  final InetSocketAddress address;
  private ZoneSoa soa;
  private Instant since;
  private Instant told = Instant.MIN;
  private boolean taken;
  private boolean reported;
  private Duration pause = FIRST;
  private Optional<Serial> seen = Optional.empty();
  private Optional<String> trouble = Optional.empty();

  /** Whether questions to it are signed; some servers know the key for transfers only. */
  boolean asksSigned = true;

  /** Which of several goals its scheduled steps belong to. */
  int round;

  Watch(Name zone, Peer peer, InetSocketAddress address) {
    this.zone = zone;
    this.peer = peer;
    this.address = address;
  }

  /** A new goal. */
  void aim(ZoneSoa goal, Instant now) {
    soa = goal;
    since = now;
    told = Instant.MIN;
    taken = false;
    reported = false;
    pause = FIRST;
    trouble = Optional.empty();
    round++;
  }

  ZoneSoa soa() {
    return soa;
  }

  boolean isToBeTold(Instant now) {
    return !taken || told.plus(AGAIN).isBefore(now);
  }

  void told(Instant now) {
    told = now;
    taken = false;
  }

  void taken() {
    taken = true;
  }

  /** How long to wait before the next step; longer each time. */
  Duration pause() {
    Duration now = pause;
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LAST) > 0 ? LAST : doubled;
    return now;
  }

  void failed(String what) {
    trouble = Optional.of(what);
  }

  /** What it says it has; true if that is what it was told of, or newer. */
  boolean saw(Serial serial, Instant now) {
    seen = Optional.of(serial);
    if (!follows()) {
      trouble = Optional.of("it has serial " + serial);
      return false;
    }
    trouble = Optional.empty();
    since = now;
    return true;
  }

  boolean follows() {
    return seen.isPresent() && !soa.serial().isNewerThan(seen.get());
  }

  /** True once: when it has not followed for so long that people should know. */
  boolean isToBeReported(Instant now) {
    if (reported || follows() || since.plus(REPORTED).isAfter(now)) {
      return false;
    }
    reported = true;
    return true;
  }

  boolean wasReported() {
    return reported;
  }

  SecondaryState state() {
    return new SecondaryState(
        zone, peer.name(), Endpoint.text(address), soa.serial(), seen, since, trouble);
  }
}
