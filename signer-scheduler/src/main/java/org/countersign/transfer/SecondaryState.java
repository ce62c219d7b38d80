package org.countersign.transfer;

import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;

/**
 * How far a secondary that is told of releases has followed.
 *
 * @param address {@code 192.0.2.1@53}
 * @param wanted the serial it was told of
 * @param seen the serial it last said it had
 * @param since when it was told of {@code wanted} first, or when it was seen on it
 * @param trouble what went wrong last; empty once it is seen on the serial
 */
public record SecondaryState(
    Name zone,
    String peer,
    String address,
    Serial wanted,
    Optional<Serial> seen,
    Instant since,
    Optional<String> trouble) {
  /** Whether it has what it was told of, or something newer. */
  public boolean follows() {
    return seen.isPresent() && !wanted.isNewerThan(seen.get());
  }
}
