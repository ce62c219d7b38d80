package org.countersign.keys;

/** A key that did not show that its vault holds the private half of what is to be published. */
public final class UnprovenKeyException extends VaultException {
  private static final long serialVersionUID = 1;

  private final transient PlannedKey key;

  UnprovenKeyException(PlannedKey key, String what, Throwable cause) {
    super(describe(key) + " " + what, cause);
    this.key = key;
  }

  public PlannedKey key() {
    return key;
  }

  /** Id, role, fingerprint, tag and vault: what the person on call needs to find the key. */
  static String describe(PlannedKey key) {
    return key.role().name()
        + " "
        + key.id()
        + " (fingerprint "
        + key.fingerprint()
        + ", tag "
        + key.dnskey().tag()
        + ", vault "
        + key.handle()
        + ")";
  }
}
