package org.countersign.validate.rules;

import java.util.Arrays;
import java.util.HexFormat;
import org.countersign.dns.Dnskey;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.policy.DenialPolicy;
import org.countersign.validate.GateLimits;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * DENIAL-PARAMS: one kind of denial with one set of parameters that NSEC3PARAM agrees with (RFC
 * 5155 section 7), wise ones (RFC 9276), and the TTL negative answers have (RFC 9077).
 */
public final class DenialParams extends Rule {
  private DenialParameters parameters;
  private long ttl;
  private boolean optOutSeen;
  private boolean plainSeen;

  public DenialParams() {
    super(RuleId.DENIAL_PARAMS);
  }

  @Override
  public boolean judgesUnsigned() {
    return false;
  }

  @Override
  protected void begin(OwnerNode apex) {
    parameters = DenialParameters.of(apex);
    ttl = Math.min(zone.soa().ttl(), zone.soa().minimum()); // RFC 9077 section 3
    int rrset = apex.find(RecordType.NSEC3PARAM);
    if (rrset >= 0) {
      param(apex, rrset);
    }
    GateLimits.Denial limits = zone.limits().denial();
    DenialParameters.Kind kind = parameters.kind();
    limits
        .mode()
        .ifPresent(
            mode -> {
              boolean nsec3 = kind == DenialParameters.Kind.NSEC3;
              if (kind != DenialParameters.Kind.NONE
                  && nsec3 != (mode == DenialPolicy.Mode.NSEC3)) {
                say(refusal("the zone has " + kind + " records, the policy says " + mode));
              }
            });
  }

  private void param(OwnerNode apex, int rrset) {
    if (apex.to(rrset) - apex.from(rrset) > 1) {
      say(refusal("there is more than one NSEC3PARAM record: one parameter set is allowed"));
    }
    if (apex.data()[apex.dataFrom(apex.from(rrset)) + 1] != 0) {
      say(refusal("the flags of NSEC3PARAM are not 0 (RFC 5155 section 4.1.2)"));
    }
    if (parameters.hash() != 1) {
      say(refusal("NSEC3 hash algorithm " + parameters.hash() + " is not known: 1 is SHA-1"));
    }
    if (zone.keys().all().stream().map(Dnskey::algorithm).anyMatch(a -> a == 3 || a == 5)) {
      say(refusal("a key has an algorithm that must not be used with NSEC3 (RFC 5155 section 2)"));
    }
    GateLimits.Denial limits = zone.limits().denial();
    int most = limits.maxIterations().orElse(0);
    if (parameters.iterations() > most) {
      say(
          unwise(
              parameters.iterations()
                  + " extra NSEC3 iterations: "
                  + most
                  + " are allowed; RFC 9276 wants 0, and validators treat such zones as insecure"));
    }
    if (limits.salt().isPresent() && !Arrays.equals(limits.salt().get(), parameters.salt())) {
      say(
          refusal(
              "the NSEC3 salt is "
                  + text(parameters.salt())
                  + ", the policy says "
                  + text(limits.salt().get())));
    } else if (limits.salt().isEmpty() && parameters.salt().length > 0) {
      say(warning("an NSEC3 salt protects nothing; RFC 9276 wants none"));
    }
  }

  private static String text(byte[] salt) {
    return salt.length == 0 ? "-" : HexFormat.of().formatHex(salt);
  }

  @Override
  protected void owner(OwnerNode node) {
    int nsec = node.find(RecordType.NSEC);
    int nsec3 = node.find(RecordType.NSEC3);
    if (nsec >= 0) {
      ttl(node, nsec);
      if (parameters.kind() == DenialParameters.Kind.NSEC3) {
        at(node, RecordType.NSEC, "an NSEC record in a zone with NSEC3: one kind is allowed");
      }
    }
    if (nsec3 >= 0) {
      ttl(node, nsec3);
      if (parameters.kind() != DenialParameters.Kind.NSEC3) {
        at(node, RecordType.NSEC3, "an NSEC3 record and no NSEC3PARAM at the apex");
        return;
      }
      for (int r = node.from(nsec3); r < node.to(nsec3); r++) {
        record(node, node.dataFrom(r));
      }
    }
  }

  private void record(OwnerNode node, int data) {
    int flags = node.data()[data + 1];
    if (!parameters.match(node, data)) {
      at(
          node,
          RecordType.NSEC3,
          "its parameters are not those of NSEC3PARAM (" + parameters.text() + ")");
    }
    if ((flags & ~1) != 0) {
      at(node, RecordType.NSEC3, "its flags are " + (flags & 0xff) + ": 0 and 1 are known");
    }
    optOutSeen |= (flags & 1) != 0;
    plainSeen |= (flags & 1) == 0;
  }

  private void ttl(OwnerNode node, int rrset) {
    if (node.ttl(rrset) != ttl && !counted(unwise())) {
      report(
          unwise(
                  "its TTL is "
                      + node.ttl(rrset)
                      + ", the lower of the SOA's TTL and minimum is "
                      + ttl
                      + " (RFC 9077)")
              .at(node.name(), node.type(rrset)));
    }
  }

  @Override
  protected void end() {
    zone.limits()
        .denial()
        .optOut()
        .ifPresent(
            wanted -> {
              if (wanted ? plainSeen : optOutSeen) {
                say(
                    refusal(
                        wanted
                            ? "NSEC3 records without opt-out, the policy says opt-out"
                            : "NSEC3 records with opt-out, the policy says none"));
              }
            });
  }

  private void at(OwnerNode node, int type, String what) {
    if (!counted(Severity.REFUSE)) {
      report(refusal(what).at(node.name(), type));
    }
  }

  private void say(Finding finding) {
    report(finding.at(zone.origin().toString(), RecordType.NSEC3PARAM));
  }
}
