package org.countersign.operate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.store.StoredKey;

/** Keys as {@code key list} prints them for programs. */
final class KeysJson {
  private KeysJson() {}

  static List<Map<String, Object>> of(List<StoredKey> keys) {
    return keys.stream().map(KeysJson::of).toList();
  }

  static Map<String, Object> of(StoredKey stored) {
    ManagedKey key = stored.key();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("keyId", key.id().toString());
    fields.put("fingerprint", key.dnskey().fingerprint().hex());
    fields.put("keyTag", key.dnskey().tag().value());
    fields.put("algorithm", key.dnskey().algorithm());
    fields.put("role", key.role().text());
    fields.put("goal", key.goal().name());
    Map<String, String> records = new LinkedHashMap<>();
    KeyRecord.of(key.role())
        .forEach(record -> records.put(record.name(), key.presence(record).name()));
    fields.put("records", records);
    Map<String, String> since = new LinkedHashMap<>();
    KeyRecord.of(key.role())
        .forEach(record -> since.put(record.name(), key.records().get(record).since().toString()));
    fields.put("since", since);
    fields.put("flags", key.dnskey().flags());
    fields.put("predecessors", key.predecessors().stream().map(Object::toString).sorted().toList());
    fields.put("vault", key.handle().isNone() ? null : key.handle().vault());
    fields.put("createdAt", key.createdAt().toString());
    stored.destroyedAt().ifPresent(at -> fields.put("destroyedAt", at.toString()));
    return fields;
  }
}
