package org.countersign.operate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.store.Hold;

/** Holds as JSON. */
final class HoldsJson {
  private HoldsJson() {}

  static Map<String, Object> of(Hold hold) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("origin", hold.zone().toString());
    document.put("scope", hold.scope().text());
    document.put("owner", hold.owner());
    document.put("reason", hold.reason());
    document.put("since", hold.since().toString());
    document.put("until", hold.until().map(Instant::toString).orElse(null));
    document.put("resumedAt", hold.resumedAt().map(Instant::toString).orElse(null));
    document.put("resumedBy", hold.resumedBy().orElse(null));
    return document;
  }
}
