package org.countersign.keys.observe;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;

/**
 * Which keys DS records name: by digest over the whole DNSKEY RDATA (RFC 4034 section 5.1.4). The
 * key tag in a DS is a hint to validators; two keys may share it.
 */
public class DsNames {
  private final Name origin;

  public DsNames(Name origin) {
    this.origin = origin;
  }

  /**
   * The keys that at least one of the records names.
   *
   * @param ds DS RDATA each, at least 5 octets
   */
  public Set<KeyId> named(List<byte[]> ds, Map<KeyId, Dnskey> keys) {
    Set<KeyId> named = new HashSet<>();
    keys.forEach(
        (id, key) -> {
          if (ds.stream().anyMatch(record -> names(record, key))) {
            named.add(id);
          }
        });
    return named;
  }

  /** How many of the records name none of the keys. */
  public int strangers(List<byte[]> ds, Map<KeyId, Dnskey> keys) {
    return (int)
        ds.stream()
            .filter(record -> keys.values().stream().noneMatch(key -> names(record, key)))
            .count();
  }

  /** Whether the record names the key; a digest type that cannot be computed names none. */
  protected boolean names(byte[] ds, Dnskey key) {
    int digestType = ds[3];
    return (digestType == 1 || digestType == 2 || digestType == 4)
        && Arrays.equals(key.ds(origin, digestType), ds);
  }
}
