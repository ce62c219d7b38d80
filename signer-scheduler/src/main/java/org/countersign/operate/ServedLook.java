package org.countersign.operate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.keys.adopt.ServedZone;
import org.countersign.validate.PartialJudge;
import org.countersign.validate.SignatureVerdict;
import org.countersign.zone.text.ZoneText;
import org.countersign.zone.text.ZoneTextException;

/**
 * What a zone's servers serve of its keys, read from zone text or what {@code dig +dnssec} prints:
 * the DNSKEY RRset, and, by the signatures beside it, which of the keys sign.
 */
final class ServedLook {
  private final Name zone;
  private final String source;
  private final List<Dnskey> keys = new ArrayList<>();
  private long ttl;

  private ServedLook(Name zone, String source) {
    this.zone = zone;
    this.source = source;
  }

  /**
   * Reads the text.
   *
   * @param source where it is from, for messages
   * @throws IllegalArgumentException if it has no DNSKEY record of the zone
   */
  static ServedZone read(
      String text, String source, Name zone, Instant now, Optional<List<byte[]>> ds) {
    ServedLook look = new ServedLook(zone, source);
    look.readKeys(text);
    var verdicts =
        new PartialJudge()
            .judge(
                List.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))), now)
            .signatures();
    return new ServedZone(
        Optional.of(look.keys),
        Duration.ofSeconds(look.ttl),
        look.signers(verdicts, "SOA"),
        look.signers(verdicts, "DNSKEY"),
        ds);
  }

  private void readKeys(String text) {
    try {
      ZoneText.read(
          text.replace("\r\n", "\n"),
          zone,
          0,
          (name, length, type, recordTtl, rdata, from, to) -> {
            if (type == RecordType.DNSKEY
                && Name.ofWire(Arrays.copyOf(name, length)).equals(zone)) {
              keys.add(Dnskey.ofRdata(Arrays.copyOfRange(rdata, from, to)));
              ttl = Math.max(ttl, recordTtl);
            }
            return true;
          });
    } catch (ZoneTextException e) {
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          source
              + " has no DNSKEY record of "
              + zone
              + "; `dig +dnssec "
              + zone
              + " DNSKEY` prints them");
    }
  }

  /** Who made the signatures over an RRset of the apex; empty if none is there to look at. */
  private Optional<Set<Fingerprint>> signers(List<SignatureVerdict> verdicts, String type) {
    Set<Fingerprint> signers = new HashSet<>();
    boolean any = false;
    for (SignatureVerdict verdict : verdicts) {
      if (verdict.type().equals(type) && verdict.owner().equals(zone.toString())) {
        any = true;
        if (verdict.valid()) {
          verdict.key().ifPresent(signers::add);
        }
      }
    }
    return any ? Optional.of(signers) : Optional.empty();
  }
}
