package org.countersign.operate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.finding.Finding;

/** Findings as the command line's JSON shows them; what a finding does not speak of is null. */
final class FindingsJson {
  private FindingsJson() {}

  static List<Map<String, Object>> of(List<Finding> findings) {
    return findings.stream().map(FindingsJson::of).toList();
  }

  private static Map<String, Object> of(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", finding.rule().id());
    fields.put("severity", finding.severity().name());
    fields.put("owner", finding.owner().orElse(null));
    fields.put("type", finding.type().orElse(null));
    fields.put("keyTag", finding.keyTag().map(KeyTag::value).orElse(null));
    fields.put("keyFingerprint", finding.key().map(Fingerprint::hex).orElse(null));
    fields.put("message", finding.message());
    return fields;
  }
}
