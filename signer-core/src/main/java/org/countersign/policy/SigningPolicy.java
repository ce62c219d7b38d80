package org.countersign.policy;

import java.time.Duration;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.settings.Doc;

/** How signatures are made. */
public record SigningPolicy(
    @Doc("The algorithm of new keys: a mnemonic or a number (8, 10, 13, 14, 15, 16).")
        DnssecAlgorithm algorithm,
    @Doc("Modulus of new RSA keys, in bits.") Integer rsaBits,
    @Doc("Signing threads; 0 takes one for each processor.") Integer threads,
    @Doc("From now to the latest expiration of a new signature.") Duration validity,
    @Doc("A signature is kept as long as more than this of its life remains.") Duration refresh,
    @Doc(
            "Expirations are spread over this much time before the latest one, the same way in"
                + " every run.")
        Duration jitter,
    @Doc("How far before now a signature's inception lies, for clocks that are behind.")
        Duration inceptionOffset,
    @Doc(
            "Whether each new signature is verified at once. Unset: yes for hardware vaults, no"
                + " for software keys. The gate verifies all of them in any case.")
        Boolean verifyAfterSign,
    @Doc(
            "Make ECDSA signatures deterministic (RFC 6979), by BouncyCastle: slower; for golden"
                + " tests and audits.")
        Boolean deterministic) {
  public SigningPolicy {
    algorithm = Defaults.or(algorithm, DnssecAlgorithm.ECDSAP256SHA256);
    rsaBits = Defaults.or(rsaBits, 2048);
    threads = Defaults.or(threads, 0);
    validity = Defaults.or(validity, Duration.ofDays(30));
    refresh = Defaults.or(refresh, Duration.ofDays(12));
    jitter = Defaults.or(jitter, Duration.ofDays(2));
    inceptionOffset = Defaults.or(inceptionOffset, Duration.ofHours(1));
    deterministic = Defaults.or(deterministic, false);
  }

  /** Signing threads to use on a machine with {@code processors}. */
  public int threadsOn(int processors) {
    return threads == 0 ? processors : threads;
  }
}
