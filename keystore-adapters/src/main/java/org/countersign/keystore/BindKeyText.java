package org.countersign.keystore;

import java.time.Duration;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;

/**
 * What a key's BIND files say beside the private key.
 *
 * @param dnskey with the flags it is published with, REVOKE included
 * @param ttl of the DNSKEY RRset
 * @param state for a {@code .state} file; empty for none
 */
public record BindKeyText(
    Name zone,
    Dnskey dnskey,
    Optional<Duration> ttl,
    BindTiming timing,
    Optional<BindState> state) {}
