package org.countersign.operate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.dns.Name;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;
import org.countersign.settings.SettingsException;
import org.countersign.store.PolicyStore;
import org.countersign.store.StoredPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every zone's policy as it is in force now; a text is read once. */
final class PoliciesInForce {
  private static final Logger LOG = LoggerFactory.getLogger(PoliciesInForce.class);

  private final PolicyStore store;
  private Map<String, Policy> bySha256 = Map.of();

  PoliciesInForce(PolicyStore store) {
    this.store = store;
  }

  /**
   * By zone; one whose policy this build cannot read is left out, and said once.
   *
   * @throws org.countersign.store.StoreException if the database cannot be asked
   */
  synchronized Map<Name, Policy> all() {
    Map<String, Policy> read = new HashMap<>();
    Map<Name, Policy> all = new LinkedHashMap<>();
    for (Map.Entry<Name, StoredPolicy> zone : store.inForce().entrySet()) {
      StoredPolicy stored = zone.getValue();
      Policy policy =
          bySha256.containsKey(stored.sha256())
              ? bySha256.get(stored.sha256())
              : parse(zone.getKey(), stored);
      read.put(stored.sha256(), policy);
      if (policy != null) {
        all.put(zone.getKey(), policy);
      }
    }
    bySha256 = read;
    return all;
  }

  private static Policy parse(Name zone, StoredPolicy stored) {
    try {
      return PolicyFile.parse(stored.text(), "the policy of " + zone);
    } catch (SettingsException e) {
      LOG.error("{} is not worked on: {}", zone, e.getMessage());
      return null;
    }
  }
}
