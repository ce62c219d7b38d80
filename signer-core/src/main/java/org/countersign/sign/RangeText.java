package org.countersign.sign;

import java.util.Arrays;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.keys.PlannedKey;

/** Prints signed ranges as zone text, one record a line; for one thread. */
final class RangeText {
  private final SignedZone zone;
  private final TextBuffer out = new TextBuffer();
  private final RdataText rdata = new RdataText(out);
  private final byte[] origin;
  private final int[] algorithms;
  private final String[] tags;
  private final byte[] ownerText = new byte[4 * 256];
  private int ownerLength;
  private long records;

  RangeText(SignedZone zone) {
    this.zone = zone;
    out.name(zone.origin().wire(), 0);
    this.origin = Arrays.copyOf(out.text, out.end);
    int keys = zone.keys().size();
    this.algorithms = new int[keys];
    this.tags = new String[keys];
    for (int k = 0; k < keys; k++) {
      PlannedKey key = zone.keys().get(k);
      tags[k] = key.dnskey().tag().toString();
      algorithms[k] = key.dnskey().algorithm();
    }
  }

  /** One range's text. */
  record Piece(byte[] text, int length, long records) {}

  Piece print(SignedRange range) {
    out.clear();
    records = 0;
    NameWalk walk = new NameWalk(zone.layout(), range.range());
    Signatures.Reader signatures = range.signatures().reader();
    DateText dates = new DateText(zone.madeAt());
    while (walk.next()) {
      int start = out.end;
      out.name(walk.wire, 0);
      ownerLength = out.end - start;
      System.arraycopy(out.text, start, ownerText, 0, ownerLength);
      out.end = start;
      if (walk.keyTo == walk.keyFrom) {
        apex(walk, range, dates);
        continue;
      }
      for (int i = 0; i < walk.count; i++) {
        set(walk, walk.sets[i], signatures, dates);
      }
    }
    return new Piece(Arrays.copyOf(out.text, out.end), out.end, records);
  }

  /** The apex: SOA first, as people and transfers expect it, the rest by type. */
  private void apex(NameWalk walk, SignedRange range, DateText dates) {
    for (boolean soa : new boolean[] {true, false}) {
      Signatures.Reader signatures = range.signatures().reader();
      for (int i = 0; i < walk.count; i++) {
        SignedSet set = walk.sets[i];
        if ((set.view.type == RecordType.SOA) == soa) {
          set(walk, set, signatures, dates);
        } else {
          int skipped = signers(set).length;
          for (int s = 0; s < skipped; s++) {
            signatures.next();
          }
        }
      }
    }
  }

  private int[] signers(SignedSet set) {
    return set.isKeySet() ? zone.keys().keySet() : zone.keys().zone();
  }

  private void set(NameWalk walk, SignedSet set, Signatures.Reader signatures, DateText dates) {
    RrsetView view = set.view;
    int at = view.at;
    for (int i = 0; i < view.count; i++) {
      int size = RrsetView.length(view.data, at);
      head(view.ttl, view.type);
      rdata.write(view.type, view.data, at + 2, at + 2 + size);
      out.octet('\n');
      at += 2 + size;
      records++;
    }
    if (set.signed) {
      int count = signers(set).length;
      for (int i = 0; i < count; i++) {
        signatures.next();
        rrsig(walk, view, signatures, dates);
        records++;
      }
    }
  }

  private void head(int ttl, int type) {
    out.octets(ownerText, 0, ownerLength);
    out.room(64);
    out.octet('\t');
    out.number(ttl);
    out.octet('\t');
    out.octet('I');
    out.octet('N');
    out.octet('\t');
    rdata.type(type);
    out.room(256);
    out.octet('\t');
  }

  private void rrsig(
      NameWalk walk, RrsetView covered, Signatures.Reader signature, DateText dates) {
    head(covered.ttl, RecordType.RRSIG);
    rdata.type(covered.type);
    int key = signature.key();
    space();
    out.number(algorithms[key]);
    space();
    out.number(walk.labels());
    space();
    out.number(covered.ttl);
    space();
    dates.write(signature.expiration(), out);
    space();
    dates.write(signature.inception(), out);
    space();
    out.ascii(tags[key]);
    space();
    out.octets(origin, 0, origin.length);
    space();
    out.base64(signature.array(), signature.from(), signature.to());
    out.octet('\n');
  }

  private void space() {
    out.room(32);
    out.octet(' ');
  }
}
