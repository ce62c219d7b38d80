package org.countersign.store;

import java.util.Optional;

/**
 * Whether the audit trail is what was written.
 *
 * @param entries how many were found right before the first fault
 * @param hash of the last of them, 64 hexadecimal digits
 * @param fault what is wrong there; empty if all is right
 */
public record AuditVerdict(long entries, String hash, Optional<String> fault) {
  public boolean whole() {
    return fault.isEmpty();
  }
}
