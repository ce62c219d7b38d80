package org.countersign.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedKey;
import org.countersign.release.ReleasedZone;
import org.countersign.sign.FormerRelease;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;
import org.countersign.zone.text.ZoneText;

/** The newest release, read back from its artefact: its content, and signatures to use again. */
final class FormerZone {
  static final String NSEC = "NSEC";

  private final ReleasedZone released;
  private final ZoneImage image;
  private final UnsignedZone content;

  private FormerZone(ReleasedZone released, ZoneImage image) {
    this.released = released;
    this.image = image;
    this.content = new UnsignedZone(image.without(set -> RecordType.isDnssec(image.type(set))));
  }

  /**
   * Reads a release whose artefact was just compared with the ledger.
   *
   * @throws IOException if it cannot be read
   */
  static FormerZone read(ReleasedZone released, int threads, LongConsumer progress)
      throws IOException {
    var records = new ZoneText(released.artefact(), progress).read(released.origin(), threads);
    return new FormerZone(released, ZoneImage.of(records, threads));
  }

  ReleaseRecord record() {
    return released.record();
  }

  ReleasedZone released() {
    return released;
  }

  /** Its data, without anything the signer made. */
  UnsignedZone content() {
    return content;
  }

  /** What is left of the first of its signatures to expire; empty if it has or noted none. */
  Optional<Duration> lowestLife(Instant now) {
    return record().expirations().values().stream()
        .min(Instant::compareTo)
        .map(first -> Duration.between(now, first));
  }

  /** Its signatures, with the keys that the ledger says made them. */
  FormerRelease signatures() {
    Map<Fingerprint, Dnskey> published =
        dnskeys().stream().collect(Collectors.toMap(Dnskey::fingerprint, k -> k, (a, b) -> a));
    return new FormerRelease(
        image,
        record().signers().stream()
            .map(ReleasedKey::fingerprint)
            .filter(published::containsKey)
            .map(published::get)
            .toList());
  }

  /** How it denies, in words that can be compared. */
  String denial() {
    int set = image.findSet(0, RecordType.NSEC3PARAM);
    if (set < 0) {
      return NSEC;
    }
    RrsetView view = new RrsetView();
    image.view(set, view);
    byte[] param = view.rdata(0); // RFC 5155 section 4.2
    return nsec3(RrsetView.length(param, 2), Arrays.copyOfRange(param, 5, param.length));
  }

  static String nsec3(int iterations, byte[] salt) {
    return "NSEC3, "
        + iterations
        + " iterations, "
        + (salt.length == 0 ? "no salt" : "salt " + HexFormat.of().formatHex(salt));
  }

  private List<Dnskey> dnskeys() {
    int set = image.findSet(0, RecordType.DNSKEY);
    if (set < 0) {
      return List.of(); // a zone that went insecure
    }
    RrsetView view = new RrsetView();
    image.view(set, view);
    return java.util.stream.IntStream.range(0, view.count)
        .mapToObj(i -> Dnskey.ofRdata(view.rdata(i)))
        .toList();
  }
}
