package org.countersign.validate.rules;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.countersign.dns.Digests;
import org.countersign.dns.RecordType;
import org.countersign.finding.RuleId;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;
import org.countersign.validate.ZonemdOutcome;

/**
 * ZONEMD-VERIFIES: each message digest at the apex that can be computed is the zone's (RFC 8976
 * section 4); schemes and hashes that nobody knows say nothing.
 */
public final class ZonemdVerifies extends Rule {
  private record Wanted(MessageDigest digest, byte[] value) {}

  private final List<Wanted> wanted = new ArrayList<>();
  private RecordDigest digest;
  private boolean failed;
  private boolean any;

  public ZonemdVerifies() {
    super(RuleId.ZONEMD_VERIFIES);
  }

  @Override
  protected boolean walks() {
    return !wanted.isEmpty();
  }

  @Override
  protected void begin(OwnerNode apex) {
    int rrset = apex.find(RecordType.ZONEMD);
    any = rrset >= 0;
    zone.limits()
        .zonemd()
        .ifPresent(
            must -> {
              if (must != any && !zone.request().unsigned()) {
                fail(
                    must
                        ? "there is no ZONEMD record, the policy says one"
                        : "there is a ZONEMD record, the policy says none");
              }
            });
    Set<Integer> pairs = new HashSet<>();
    Set<Integer> repeated = new HashSet<>();
    for (int r = any ? apex.from(rrset) : 0; any && r < apex.to(rrset); r++) {
      int pair = apex.u16(apex.dataFrom(r) + 4);
      if (!pairs.add(pair)) {
        repeated.add(pair);
      }
    }
    for (int r = any ? apex.from(rrset) : 0; any && r < apex.to(rrset); r++) {
      if (!repeated.contains(apex.u16(apex.dataFrom(r) + 4))) {
        one(apex.rdata(r));
      }
    }
    for (int pair : repeated) {
      fail("more than one digest with scheme " + (pair >> 8) + " and hash " + (pair & 0xff));
    }
    digest = new RecordDigest(wanted.stream().map(Wanted::digest).toArray(MessageDigest[]::new));
  }

  private void one(byte[] rdata) {
    long serial =
        (rdata[0] & 0xffL) << 24
            | (rdata[1] & 0xff) << 16
            | (rdata[2] & 0xff) << 8
            | rdata[3] & 0xff;
    int scheme = rdata[4] & 0xff;
    int hash = rdata[5] & 0xff;
    byte[] value = Arrays.copyOfRange(rdata, 6, rdata.length);
    if (scheme != 1 || hash < 1 || hash > 2) {
      report(
          warning(
                  "a digest with scheme "
                      + scheme
                      + " and hash "
                      + hash
                      + " cannot be computed: it says nothing about the zone")
              .at(zone.origin().toString(), RecordType.ZONEMD));
      return;
    }
    int octets = hash == 1 ? 48 : 64;
    if (serial != zone.soa().serial().value()) {
      fail("it is for serial " + serial + ", the zone has " + zone.soa().serial());
    } else if (value.length != octets) {
      fail("a digest of " + value.length + " octets: this hash has " + octets);
    } else {
      wanted.add(new Wanted(hash == 1 ? Digests.sha384() : Digests.sha512(), value));
    }
  }

  @Override
  protected void owner(OwnerNode node) {
    if (wanted.isEmpty() || node.place() == OwnerNode.Place.OUTSIDE) {
      return;
    }
    boolean apex = node.place() == OwnerNode.Place.APEX;
    boolean signaturesDone = node.signatures() == 0;
    for (int i = 0; i < node.rrsets(); i++) {
      if (!signaturesDone && node.type(i) > RecordType.RRSIG) {
        signatures(node, apex);
        signaturesDone = true;
      }
      if (!apex || node.type(i) != RecordType.ZONEMD) {
        digest.rrset(node, i);
      }
    }
    if (!signaturesDone) {
      signatures(node, apex);
    }
  }

  private void signatures(OwnerNode node, boolean apex) {
    node.sortSignatures();
    for (int i = 0; i < node.signatures(); i++) {
      boolean duplicate =
          i > 0
              && Arrays.equals(
                  node.data(),
                  node.signatureFrom(i - 1),
                  node.signatureFrom(i - 1) + node.signatureLength(i - 1),
                  node.data(),
                  node.signatureFrom(i),
                  node.signatureFrom(i) + node.signatureLength(i));
      if (!duplicate && !(apex && node.covered(i) == RecordType.ZONEMD)) {
        digest.record(
            node,
            RecordType.RRSIG,
            node.signatureTtl(i),
            node.data(),
            node.signatureFrom(i),
            node.signatureLength(i));
      }
    }
  }

  @Override
  protected void end() {
    int verified = 0;
    for (Wanted w : wanted) {
      if (Arrays.equals(w.digest().digest(), w.value())) {
        verified++;
      } else {
        fail("the digest is not the zone's: a record was changed, lost or added after it was made");
      }
    }
    zone.zonemd(
        failed
            ? ZonemdOutcome.FAILED
            : verified > 0
                ? ZonemdOutcome.VERIFIED
                : any ? ZonemdOutcome.CANNOT_SAY : ZonemdOutcome.NONE);
  }

  private void fail(String what) {
    failed |= any;
    report(refusal(what).at(zone.origin().toString(), RecordType.ZONEMD));
  }
}
