package org.countersign.operate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.store.StoredKey;

/** Keys as {@code key list} prints them for programs. */
final class KeysJson {
  private KeysJson() {}

  static List<Map<String, Object>> of(List<StoredKey> keys) {
    return keys.stream().map(KeysJson::of).toList();
  }

  private static Map<String, Object> of(StoredKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("keyId", key.id().toString());
    fields.put("fingerprint", key.dnskey().fingerprint().hex());
    fields.put("keyTag", key.dnskey().tag().value());
    fields.put("algorithm", key.dnskey().algorithm());
    fields.put("role", key.role().text());
    fields.put("goal", key.goal());
    Map<String, String> records = new LinkedHashMap<>();
    List.of("DNSKEY", "ZRRSIG", "KRRSIG", "DS").stream()
        .filter(key.records()::containsKey)
        .forEach(record -> records.put(record, key.records().get(record).state()));
    fields.put("records", records);
    fields.put("vault", key.handle().vault());
    fields.put("createdAt", key.createdAt().toString());
    return fields;
  }
}
