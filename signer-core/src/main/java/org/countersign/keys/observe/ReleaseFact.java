package org.countersign.keys.observe;

import java.time.Duration;
import java.time.Instant;
import org.countersign.dns.Serial;

/**
 * What caches may keep of one release.
 *
 * @param dnskeyTtl TTL of its DNSKEY RRset
 * @param maxTtl highest TTL of any of its signed RRsets
 */
public record ReleaseFact(Serial serial, Instant at, Duration dnskeyTtl, Duration maxTtl) {}
