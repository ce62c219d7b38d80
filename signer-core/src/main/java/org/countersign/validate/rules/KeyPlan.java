package org.countersign.validate.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * KEY-PLAN: exactly the keys that the plan names are published and signing, by their octets and
 * never by tag, and the CDS and CDNSKEY records are the plan's.
 */
public final class KeyPlan extends Rule {
  public KeyPlan() {
    super(RuleId.KEY_PLAN);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  protected void begin(OwnerNode apex) {
    zone.request().plan().ifPresent(plan -> published(plan, apex));
  }

  private void published(SigningPlan plan, OwnerNode apex) {
    List<Dnskey> found = zone.keys().all();
    List<Dnskey> wanted = plan.published();
    for (Dnskey key : found) {
      if (!wanted.contains(key)) {
        say(key, refusal("it is published, and the plan does not name it"));
      }
    }
    for (Dnskey key : wanted) {
      if (!found.contains(key)) {
        say(key, refusal("the plan publishes it, and it is not in the DNSKEY RRset"));
      }
    }
    same(apex, RecordType.CDS, plan.cds());
    same(apex, RecordType.CDNSKEY, plan.cdnskey());
  }

  private void same(OwnerNode apex, int type, List<byte[]> wanted) {
    Set<String> want = new HashSet<>();
    wanted.forEach(w -> want.add(java.util.HexFormat.of().formatHex(w)));
    Set<String> have = new HashSet<>();
    int rrset = apex.find(type);
    for (int i = rrset < 0 ? 0 : apex.from(rrset); rrset >= 0 && i < apex.to(rrset); i++) {
      have.add(java.util.HexFormat.of().formatHex(apex.rdata(i)));
    }
    if (!want.equals(have)) {
      report(
          refusal(
                  "the plan has "
                      + want.size()
                      + " records, the zone "
                      + have.size()
                      + ", and they are not the same")
              .at(apex.name(), type));
    }
  }

  @Override
  protected void end() {
    if (zone.tally() == null || zone.request().plan().isEmpty()) {
      return;
    }
    SigningPlan plan = zone.request().plan().get();
    List<Dnskey> zoneSigners = plan.zoneSigners().stream().map(PlannedKey::dnskey).toList();
    List<Dnskey> keySigners = plan.keySetSigners().stream().map(PlannedKey::dnskey).toList();
    for (int i = 0; i < zone.keys().all().size(); i++) {
      Dnskey key = zone.keys().all().get(i);
      signs(key, zone.tally().zoneSignatures(i), zoneSigners.contains(key), "the zone's data");
      signs(key, zone.tally().keySetSignatures(i), keySigners.contains(key), "the key sets");
    }
  }

  private void signs(Dnskey key, long made, boolean planned, String what) {
    if (planned && made == 0) {
      say(key, refusal("the plan lets it sign " + what + ", and no signature is its own"));
    } else if (!planned && made > 0) {
      say(key, refusal("it made " + made + " signatures over " + what + " against the plan"));
    }
  }

  private void say(Dnskey key, Finding finding) {
    report(
        finding
            .at(zone.origin().toString(), RecordType.DNSKEY)
            .tag(key.tag())
            .key(key.fingerprint()));
  }
}
