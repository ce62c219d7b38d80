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
    @Doc("The vault that new keys are made in, by its name in the configuration.") String vault) {
  public KeysPolicy {
    zsk = Defaults.or(zsk, new Zsk(null, null));
    ksk = Defaults.or(ksk, new Ksk(null));
    csk = Defaults.or(csk, false);
    vault = Defaults.or(vault, "file");
  }

  /** Zone-signing keys. */
  public record Zsk(
      @Doc("A new ZSK is due when one has signed for this long; `0` means never.")
          Duration lifetime,
      @Doc("Published ZSKs kept ready for an emergency.") Integer standby) {
    public Zsk {
      lifetime = Defaults.or(lifetime, Duration.ofDays(90));
      standby = Defaults.or(standby, 0);
    }
  }

  /** Key-signing keys. */
  public record Ksk(
      @Doc("A new KSK is due when one has signed for this long; `0` means never.")
          Duration lifetime) {
    public Ksk {
      lifetime = Defaults.or(lifetime, Duration.ZERO);
    }
  }
}
