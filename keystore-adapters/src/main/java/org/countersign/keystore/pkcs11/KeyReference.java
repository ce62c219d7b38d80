package org.countersign.keystore.pkcs11;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.VaultException;

/**
 * A key handle's reference: the DNSSEC algorithm's number and CKA_ID in hex, {@code 13-0d3f...}.
 * The number is there because an RSA key in a token does not say which hash it goes with. In an id
 * of our own making it is the first octet as well, before sixteen random ones, so that a token
 * alone tells.
 */
record KeyReference(TokenScheme scheme, byte[] id) {
  private static final int RANDOM = 16;

  static KeyReference fresh(TokenScheme scheme, SecureRandom random) {
    byte[] id = new byte[1 + RANDOM];
    random.nextBytes(id);
    id[0] = (byte) scheme.algorithm().number();
    return new KeyReference(scheme, id);
  }

  /**
   * The references of a key found in a token: one, but for an RSA key of foreign making, which may
   * be meant for either hash; none for a key that no zone is signed with.
   */
  static List<KeyReference> of(long keyType, byte[] curve, byte[] id) {
    List<KeyReference> found = new ArrayList<>();
    for (TokenScheme scheme : TokenScheme.values()) {
      if (scheme.keyType() == keyType && (scheme.isRsa() || Arrays.equals(scheme.curve(), curve))) {
        if (id.length == 1 + RANDOM && id[0] == scheme.algorithm().number()) {
          return List.of(new KeyReference(scheme, id));
        }
        found.add(new KeyReference(scheme, id));
      }
    }
    return found;
  }

  /**
   * @throws VaultException if the text is no reference
   */
  static KeyReference parse(String text) {
    try {
      int dash = text.indexOf('-');
      int number = Integer.parseInt(text.substring(0, Math.max(0, dash)));
      byte[] id = HexFormat.of().parseHex(text.substring(dash + 1));
      if (id.length > 0) {
        return new KeyReference(
            TokenScheme.of(DnssecAlgorithm.of(number).orElseThrow(IllegalArgumentException::new)),
            id);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new VaultException(
        "\"" + text + "\" is no reference of a key in a token: ALGORITHM-ID, the id in hex");
  }

  @Override
  public String toString() {
    return scheme.algorithm().number() + "-" + HexFormat.of().formatHex(id);
  }
}
