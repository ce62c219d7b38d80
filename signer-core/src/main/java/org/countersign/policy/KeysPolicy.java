package org.countersign.policy;

import java.time.Duration;
import org.countersign.settings.Doc;

/** Which keys a zone has, and for how long. */
public record KeysPolicy(
    @Doc("Zone-signing keys.") Zsk zsk,
    @Doc("Key-signing keys.") Ksk ksk,
    @Doc("One combined signing key instead of a KSK and a ZSK.") Boolean csk,
    @Doc(
            "Key tags that new keys may have, `FROM-TO`, for operators who share a zone with"
                + " another signer (RFC 8901). Unset: any.")
        String tagRange,
    @Doc("The vault that new keys are made in, by its name in the configuration.") String vault,
    @Doc(
            "When CDS and CDNSKEY are published (RFC 7344): `never`, `rollover` (while a DS is to"
                + " come or to go) or `always`. Going insecure publishes their delete form (RFC 8078"
                + " section 4) unless `never`.")
        Cds cds,
    @Doc(
            "Whether steps of a rollover that publish or withdraw something wait for an operator:"
                + " `automatic` or `manual`.")
        Approvals approvals,
    @Doc(
            "The zone goes insecure on purpose: the DS is withdrawn first, the keys follow once no"
                + " cache holds it.")
        Boolean insecure) {
  public KeysPolicy {
    zsk = Defaults.or(zsk, new Zsk(null, null, null));
    ksk = Defaults.or(ksk, new Ksk(null, null, null));
    csk = Defaults.or(csk, false);
    vault = Defaults.or(vault, "file");
    cds = Defaults.or(cds, Cds.ROLLOVER);
    approvals = Defaults.or(approvals, Approvals.AUTOMATIC);
    insecure = Defaults.or(insecure, false);
  }

  /** The vault that new keys which sign the key sets, or those which do not, are made in. */
  public String vaultOf(boolean keySigning) {
    String own = keySigning ? ksk.vault() : zsk.vault();
    return own == null ? vault : own;
  }

  /** When CDS and CDNSKEY are published. */
  public enum Cds {
    NEVER,
    ROLLOVER,
    ALWAYS
  }

  /** Who lets a step of a rollover happen. */
  public enum Approvals {
    AUTOMATIC,
    MANUAL
  }

  /** How one KSK follows another (RFC 7583 section 2.2). */
  public enum KskRollover {
    DOUBLE_KSK,
    DOUBLE_DS
  }

  /** Zone-signing keys. */
  public record Zsk(
      @Doc("A new ZSK is due when one has signed for this long; `0` means never.")
          Duration lifetime,
      @Doc("Published ZSKs kept ready for an emergency.") Integer standby,
      @Doc("The vault that new ZSKs are made in. Unset: `keys.vault`.") String vault) {
    public Zsk {
      lifetime = Defaults.or(lifetime, Duration.ofDays(90));
      standby = Defaults.or(standby, 0);
    }
  }

  /** Key-signing keys. */
  public record Ksk(
      @Doc("A new KSK is due when one has signed for this long; `0` means never.")
          Duration lifetime,
      @Doc(
              "`double-ksk` (the new key first, its DS second) or `double-ds` (the new DS first; CDS"
                  + " cannot name a key that is not published, so the parent has to be told by"
                  + " hand).")
          KskRollover rollover,
      @Doc("The vault that new KSKs and CSKs are made in. Unset: `keys.vault`.") String vault) {
    public Ksk {
      lifetime = Defaults.or(lifetime, Duration.ZERO);
      rollover = Defaults.or(rollover, KskRollover.DOUBLE_KSK);
    }
  }
}
