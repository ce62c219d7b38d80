package org.countersign.keys;

/** What a key is for (RFC 9499 section 10; RFC 6781 section 3.1). */
public enum KeyRole {
  /** Signs the zone's data. */
  ZSK(true, false),
  /** Signs the DNSKEY, CDS and CDNSKEY RRsets; the parent's DS names it. */
  KSK(false, true),
  /** Does both. */
  CSK(true, true);

  private final boolean signsZone;
  private final boolean signsKeys;

  KeyRole(boolean signsZone, boolean signsKeys) {
    this.signsZone = signsZone;
    this.signsKeys = signsKeys;
  }

  public boolean signsZone() {
    return signsZone;
  }

  /** Whether it signs DNSKEY, CDS and CDNSKEY, and so carries the SEP flag. */
  public boolean signsKeys() {
    return signsKeys;
  }

  /** The name in JSON and in policies: {@code zsk}. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public static KeyRole parse(String text) {
    for (KeyRole role : values()) {
      if (role.text().equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("\"" + text + "\" is not a key role: zsk, ksk and csk are");
  }
}
