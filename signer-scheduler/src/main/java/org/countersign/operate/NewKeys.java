package org.countersign.operate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.VaultKey;
import org.countersign.store.StoredKey;

/** What our records say of a key that was just made or taken in: wanted, and nowhere to be seen. */
final class NewKeys {
  private NewKeys() {}

  static StoredKey record(KeyId id, Name zone, KeyRole role, VaultKey key, Instant now) {
    StoredKey.State hidden = new StoredKey.State("HIDDEN", now, Optional.empty());
    Map<String, StoredKey.State> records = new LinkedHashMap<>();
    records.put("DNSKEY", hidden);
    if (role.signsZone()) {
      records.put("ZRRSIG", hidden);
    }
    if (role.signsKeys()) {
      records.put("KRRSIG", hidden);
      records.put("DS", hidden);
    }
    return new StoredKey(
        id,
        zone,
        role,
        key.dnskey(role),
        key.handle(),
        "OMNIPRESENT",
        Optional.empty(),
        now,
        Optional.empty(),
        records);
  }
}
