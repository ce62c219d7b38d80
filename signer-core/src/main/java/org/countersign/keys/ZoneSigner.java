package org.countersign.keys;

/** One key, open for signing by one thread. */
public interface ZoneSigner extends AutoCloseable {
  /**
   * Signs {@code data[from..to)}.
   *
   * @return the signature as RRSIG RDATA holds it (r||s for ECDSA, RFC 6605 section 4)
   * @throws VaultException if the vault cannot sign
   */
  byte[] sign(byte[] data, int from, int to);

  @Override
  void close();
}
