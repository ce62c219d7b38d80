package org.countersign.transfer;

import java.util.Locale;
import java.util.Optional;
import org.countersign.dns.Name;

/** The MAC algorithms that peers may use (RFC 8945 section 6), no weaker ones. */
enum TsigAlgorithm {
  HMAC_SHA256("HmacSHA256", 32),
  HMAC_SHA384("HmacSHA384", 48),
  HMAC_SHA512("HmacSHA512", 64);

  private final String jca;
  private final int octets;
  private final Name dnsName;

  TsigAlgorithm(String jca, int octets) {
    this.jca = jca;
    this.octets = octets;
    this.dnsName = Name.parse(text() + ".");
  }

  /** The name for {@link javax.crypto.Mac}. */
  String jca() {
    return jca;
  }

  /** Octets of a MAC. */
  int octets() {
    return octets;
  }

  /** The name in messages: {@code hmac-sha256.} */
  Name dnsName() {
    return dnsName;
  }

  /** {@code hmac-sha256}. */
  final String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<TsigAlgorithm> parse(String text) {
    for (TsigAlgorithm algorithm : values()) {
      if (algorithm.text().equalsIgnoreCase(text)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
