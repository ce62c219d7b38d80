package org.countersign.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;

/**
 * A key as our records have it.
 *
 * @param goal {@code HIDDEN} or {@code OMNIPRESENT}
 * @param predecessor the key it follows in a rollover, by id
 * @param destroyedAt when its private half was destroyed
 * @param records by {@code DNSKEY}, {@code ZRRSIG}, {@code KRRSIG}, {@code DS}; only those of its
 *     role
 */
public record StoredKey(
    KeyId id,
    Name zone,
    KeyRole role,
    Dnskey dnskey,
    KeyHandle handle,
    String goal,
    Optional<KeyId> predecessor,
    Instant createdAt,
    Optional<Instant> destroyedAt,
    Map<String, State> records) {
  public StoredKey {
    records = Map.copyOf(records);
  }

  /**
   * What is known of one record that speaks for the key.
   *
   * @param state {@code HIDDEN}, {@code RUMOURED}, {@code OMNIPRESENT} or {@code UNRETENTIVE}
   * @param since when the state was entered
   * @param evidence the released serial that carried it
   */
  public record State(String state, Instant since, Optional<Serial> evidence) {}
}
