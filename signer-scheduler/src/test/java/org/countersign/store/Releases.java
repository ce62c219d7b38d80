package org.countersign.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyRole;
import org.countersign.release.ReleaseBasis;
import org.countersign.release.ReleaseKind;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleaseTtls;
import org.countersign.release.ReleaseVerdict;
import org.countersign.release.ReleasedKey;

/** A zone ready to be released, and releases of it. */
final class Releases {
  static final Name ZONE = Name.parse("example.");
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private Releases() {}

  /** Adds the zone, a policy and a run. */
  static Undertaking begin(SignerDatabase database) {
    new ZoneStore(database).add(ZONE, NOW, "ann");
    StoredPolicy policy =
        new PolicyStore(database).put(ZONE, "zonemd: {enabled: true}\n", NOW, "ann");
    UUID run = UUID.randomUUID();
    new RunStore(database).begin(run, ZONE, NOW);
    return new Undertaking(run, "tester", policy.sha256());
  }

  static ReleaseRecord of(long serial) {
    Dnskey key = new Dnskey(256, 3, 13, new byte[64]);
    return new ReleaseRecord(
        ZONE,
        new Serial(serial),
        NOW,
        ReleaseKind.REGULAR,
        "ab".repeat(32),
        1234,
        "example/" + serial + ".zone",
        "cd".repeat(32),
        ReleaseBasis.snapshot("1:1:", 7),
        List.of(new ReleasedKey(key.fingerprint(), key.tag(), 13, KeyRole.ZSK, true, true)),
        ReleaseVerdict.APPROVED,
        Map.of("SOA", NOW.plusSeconds(86400), "NS", NOW.plusSeconds(3600)),
        Optional.of(new ReleaseTtls(Duration.ofHours(1), Duration.ofDays(1))));
  }
}
