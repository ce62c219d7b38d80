package org.countersign.sign;

import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;

/** One RRset as a walk meets it. */
final class SignedSet {
  final RrsetView view = new RrsetView();

  /** Whether it carries signatures; glue and delegation NS do not (RFC 4035 section 2.2). */
  boolean signed;

  /** Whether the key-signing keys sign it (RFC 4035 section 2.2, RFC 7344 section 4.1). */
  boolean isKeySet() {
    return view.type == RecordType.DNSKEY
        || view.type == RecordType.CDS
        || view.type == RecordType.CDNSKEY;
  }
}
