package org.countersign.validate;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** Judges the signatures of loose records: a DNSKEY RRset and whatever signed RRsets there are. */
public final class PartialJudge {
  /**
   * Judges every RRSIG record in {@code inputs}, zone text or what {@code dig +dnssec} prints.
   *
   * @throws java.io.UncheckedIOException if an input cannot be read
   */
  public PartialVerdict judge(List<InputStream> inputs, Instant at) {
    throw new UnsupportedOperationException("the gate is being built");
  }
}
