package org.countersign.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Serial;
import org.countersign.validate.KeyHistory.Period;
import org.countersign.validate.KeyHistory.Served;

/**
 * Histories of the keys of {@link TestZone}, as an hour of TTL and half an hour of propagation see
 * them; data may be cached for three hours.
 */
final class KeyHistories {
  static final TestKey OLD = TestKey.of(7, 256);
  static final Duration KEY_TTL = Duration.ofHours(1);
  static final Duration DATA_TTL = Duration.ofHours(3);
  static final Duration PROPAGATION = Duration.ofMinutes(30);

  private KeyHistories() {}

  /** A key's part: signs where {@code signs}. */
  record Part(TestKey key, boolean signs) {}

  static Part alsoPublished(TestKey key) {
    return new Part(key, false);
  }

  static KeyHistory of(Period... periods) {
    return new KeyHistory(
        List.of(periods),
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        PROPAGATION,
        PROPAGATION);
  }

  static Period period(long serial, Duration ago, TestKey ksk, TestKey zsk, Part... more) {
    return period(
        serial,
        ago,
        Stream.concat(Stream.of(new Part(ksk, true), new Part(zsk, true)), Stream.of(more))
            .toArray(Part[]::new));
  }

  /** A period of one release, {@code ago} before the zone is judged. */
  static Period period(long serial, Duration ago, Part... parts) {
    Map<Fingerprint, Integer> published = new HashMap<>();
    Set<Fingerprint> zone = new HashSet<>();
    Set<Fingerprint> keys = new HashSet<>();
    for (Part part : parts) {
      Dnskey key = part.key().dnskey();
      published.put(key.fingerprint(), key.algorithm());
      if (part.signs()) {
        (key.isEntryPoint() ? keys : zone).add(key.fingerprint());
      }
    }
    return new Period(
        new Serial(serial),
        new Serial(serial),
        TestZone.AT.minus(ago),
        published,
        zone,
        keys,
        KEY_TTL,
        DATA_TTL);
  }

  /** A name server that was seen with a serial and keys from and to so long ago. */
  static Served served(String server, long serial, Duration from, Duration to, TestKey... keys) {
    return new Served(
        server,
        new Serial(serial),
        Stream.of(keys).map(TestKey::dnskey).toList(),
        KEY_TTL,
        TestZone.AT.minus(from),
        TestZone.AT.minus(to));
  }

  static KeyHistory seen(KeyHistory history, Map<String, Instant> waived, Served... rows) {
    return new KeyHistory(
        history.periods(),
        List.of(rows),
        history.ds(),
        waived,
        Optional.empty(),
        history.propagation(),
        history.parentPropagation());
  }
}
