package org.countersign.keys.rollover;

/** The rules that keep a chain of trust in every cache, by the ids that messages show. */
public enum SafetyRule {
  R1("there is a DS at the parent"),
  R2("a DNSKEY RRset can be trusted"),
  R3("signatures can be trusted"),
  /** RFC 4035 section 2.2; without it the gate's SIG-COMPLETE would refuse the release. */
  R4("every algorithm in the DNSKEY RRset signs the whole zone");

  private final String says;

  SafetyRule(String says) {
    this.says = says;
  }

  public String says() {
    return says;
  }
}
