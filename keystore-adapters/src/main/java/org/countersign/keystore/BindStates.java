package org.countersign.keystore;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.KeyTag;
import org.countersign.keys.DnskeyCodec;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.RecordState;

/**
 * A managed key in BIND's words: its states as they are, and dates by which a signer that reads
 * dates alone publishes and signs the same. An earlier state's date is not kept, so a date of the
 * past may be later than it was, and never earlier.
 */
public final class BindStates {
  private static final Function<ManagedKey, KeyTag> TAG = key -> key.dnskey().tag();

  private BindStates() {}

  /**
   * What BIND's files say of a key.
   *
   * @param lifetime how long a key of its role signs; zero for ever
   */
  public static BindKeyText text(
      KeySet set, ManagedKey key, Optional<Duration> ttl, Duration lifetime) {
    BindTiming timing = timing(key);
    BindState state =
        new BindState(
            key.algorithm(),
            bits(key.dnskey()),
            Optional.of(lifetime),
            key.predecessors().stream().flatMap(id -> set.find(id).stream()).findFirst().map(TAG),
            set.keys().stream()
                .filter(k -> k.predecessors().contains(key.id()))
                .findFirst()
                .map(TAG),
            Optional.of(key.role().signsKeys()),
            Optional.of(key.role().signsZone()),
            timing,
            Optional.of(key.goal()),
            key.records());
    return new BindKeyText(set.origin(), key.dnskey(), ttl, timing, Optional.of(state));
  }

  /** The dates: when each record came, or is taken to have come, and when it went. */
  static BindTiming timing(ManagedKey key) {
    KeyRecord work = key.role() == KeyRole.ZSK ? KeyRecord.ZRRSIG : KeyRecord.KRRSIG;
    BindTiming timing = BindTiming.NONE.with(BindTiming.Event.CREATED, key.createdAt());
    timing = span(timing, key, KeyRecord.DNSKEY, BindTiming.Event.PUBLISH, BindTiming.Event.DELETE);
    timing = span(timing, key, work, BindTiming.Event.ACTIVATE, BindTiming.Event.INACTIVE);
    if (key.role().signsKeys()) {
      timing =
          span(timing, key, KeyRecord.DS, BindTiming.Event.DS_PUBLISH, BindTiming.Event.DS_DELETE);
    }
    return key.dnskey().isRevoked()
        ? timing.with(
            BindTiming.Event.REVOKE, timing.at(BindTiming.Event.PUBLISH).orElse(key.createdAt()))
        : timing;
  }

  private static BindTiming span(
      BindTiming timing,
      ManagedKey key,
      KeyRecord record,
      BindTiming.Event from,
      BindTiming.Event to) {
    RecordState state = key.records().get(record);
    Instant since = state.since();
    if (state.presence().published()) {
      return timing.with(from, since);
    }
    return key.goal() == Goal.HIDDEN
        ? timing.with(from, key.createdAt()).with(to, since)
        : timing; // it is still to come, and no date says when
  }

  private static int bits(Dnskey key) {
    DnssecAlgorithm algorithm = DnssecAlgorithm.parse(Integer.toString(key.algorithm()));
    return switch (algorithm) {
      case ECDSAP256SHA256, ED25519 -> 256;
      case ECDSAP384SHA384 -> 384;
      case ED448 -> 456;
      default ->
          ((RSAPublicKey) DnskeyCodec.decode(algorithm, key.publicKey())).getModulus().bitLength();
    };
  }
}
