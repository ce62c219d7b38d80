package org.countersign.validate;

import java.util.ArrayList;
import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.dns.RecordType;

/**
 * The keys of the DNSKEY RRset at the apex, each by its place in the RRset: a tag stands for as
 * many of them as carry it.
 */
public final class ZoneKeys {
  private final List<Dnskey> keys;
  private final int[] tags;

  public ZoneKeys(List<Dnskey> keys) {
    this.keys = List.copyOf(keys);
    tags = keys.stream().mapToInt(k -> k.tag().value()).toArray();
  }

  static ZoneKeys of(OwnerNode apex) {
    List<Dnskey> keys = new ArrayList<>();
    int rrset = apex.find(RecordType.DNSKEY);
    for (int i = rrset < 0 ? 0 : apex.from(rrset); rrset >= 0 && i < apex.to(rrset); i++) {
      keys.add(Dnskey.ofRdata(apex.rdata(i)));
    }
    return new ZoneKeys(keys);
  }

  public List<Dnskey> all() {
    return keys;
  }

  public int tag(int key) {
    return tags[key];
  }

  /**
   * The first key at or after {@code start} that may have made a signature with this algorithm and
   * tag (RFC 4035 section 5.3.1), or -1.
   */
  public int candidate(int start, int algorithm, int tag) {
    for (int i = start; i < tags.length; i++) {
      if (tags[i] == tag && keys.get(i).algorithm() == algorithm && keys.get(i).isZoneKey()) {
        return i;
      }
    }
    return -1;
  }

  /** The algorithms of the RRset, ascending, each once (RFC 4035 section 2.2). */
  public int[] algorithms() {
    return keys.stream().mapToInt(Dnskey::algorithm).distinct().sorted().toArray();
  }
}
