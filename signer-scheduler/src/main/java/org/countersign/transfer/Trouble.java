package org.countersign.transfer;

import java.util.Locale;

/** What the primary refuses or cuts off, and counts. */
enum Trouble {
  /** An address that no peer has. */
  UNKNOWN_ADDRESS,
  /** More connections than allowed. */
  TOO_MANY_CONNECTIONS,
  /** No message, or one that nobody would send. */
  MALFORMED,
  /** A question other than SOA, AXFR and IXFR. */
  NOT_OFFERED,
  /** No TSIG. */
  UNSIGNED,
  /** A key that no peer with this address has. */
  BAD_KEY,
  /** A MAC that is not this key's over this message. */
  BAD_SIGNATURE,
  /** Signed too long ago, or in the future. */
  BAD_TIME,
  /** A message that was seen before. */
  REPLAYED,
  /** A zone that this peer may not take, or that is none of ours. */
  ZONE_REFUSED,
  /** Not over TLS, where the peer is to use it. */
  NOT_TLS,
  /** TLS that did not come to be, or without the protocol {@code dot}. */
  BAD_TLS,
  /** A NOTIFY, which a primary has no use for. */
  FORGED_NOTIFY,
  /** No whole request within the time for one. */
  IDLE,
  /** A peer that took nothing of its transfer for too long. */
  STALLED;

  /** {@code bad-signature}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
