package org.countersign.operate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.dns.Dnskey;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.sign.FormerRelease;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;

/**
 * A zone file to sign: its data, and where it is signed already and that is of use, the signatures.
 */
record SigningInput(UnsignedZone zone, Optional<FormerRelease> former) {
  /** From a file read without what a signer makes. */
  static SigningInput of(PackedRecords records, int threads) {
    return new SigningInput(new UnsignedZone(ZoneImage.of(records, threads)), Optional.empty());
  }

  /** From a whole file; nobody has judged the signatures in it. */
  static SigningInput withSignatures(PackedRecords records, int threads) {
    ZoneImage image = ZoneImage.of(records, threads);
    UnsignedZone zone =
        new UnsignedZone(image.without(set -> RecordType.isDnssec(image.type(set))));
    List<Dnskey> signers = signers(image);
    return new SigningInput(
        zone,
        signers.isEmpty()
            ? Optional.empty()
            : Optional.of(new FormerRelease(image, signers, false)));
  }

  private static List<Dnskey> signers(ZoneImage image) {
    int set = image.findSet(0, RecordType.DNSKEY);
    if (set < 0) {
      return List.of();
    }
    RrsetView view = new RrsetView();
    image.view(set, view);
    return IntStream.range(0, view.count).mapToObj(i -> Dnskey.ofRdata(view.rdata(i))).toList();
  }
}
