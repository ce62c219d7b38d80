package org.countersign.keys;

/** How an ECDSA signature's nonce is chosen; other algorithms have none and do not care. */
public enum EcdsaNonce {
  /** Fresh random for each signature: the fastest. */
  RANDOM,
  /** Derived from key and data (RFC 6979): the same signature every time, for golden tests. */
  DETERMINISTIC
}
