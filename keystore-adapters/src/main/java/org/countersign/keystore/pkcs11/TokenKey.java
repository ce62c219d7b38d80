package org.countersign.keystore.pkcs11;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.keys.VaultException;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/**
 * A key as one token holds it: the handles of its two objects and its public half. Tokens take two
 * objects with one label and one CKA_ID without a word, so exactly one of each kind is demanded.
 *
 * @param publicKey in DNSKEY encoding
 */
record TokenKey(KeyReference reference, long privateHandle, long publicHandle, byte[] publicKey) {
  /** One more than may be there. */
  private static final int ENOUGH = 2;

  /**
   * The key at a reference.
   *
   * @throws VaultException if the token holds no such key, several, or half of one
   */
  static TokenKey find(Session session, TokenSpec token, KeyReference reference)
      throws PKCS11Exception {
    TokenScheme scheme = reference.scheme();
    long[] secret = objects(session, CKO_PRIVATE_KEY, reference, ENOUGH);
    long[] open = objects(session, CKO_PUBLIC_KEY, reference, ENOUGH);
    if (secret.length == 0 && open.length == 0) {
      throw new KeyAbsentException(
          token
              + " holds no key under "
              + reference
              + ": clone it there, or bring back the token that has it");
    }
    if (secret.length != 1 || open.length != 1) {
      throw new VaultException(
          token
              + " holds "
              + count(secret)
              + " private and "
              + count(open)
              + " public objects under "
              + reference
              + "; exactly one of each is needed");
    }
    return new TokenKey(reference, secret[0], open[0], PublicObject.read(session, open[0], scheme));
  }

  private static String count(long[] found) {
    return found.length < ENOUGH ? Integer.toString(found.length) : "several";
  }

  /** The public object left by a destruction that did not come to its end. */
  static Optional<TokenKey> widow(Session session, KeyReference reference) throws PKCS11Exception {
    TokenScheme scheme = reference.scheme();
    long[] open = objects(session, CKO_PUBLIC_KEY, reference, ENOUGH);
    if (open.length != 1 || objects(session, CKO_PRIVATE_KEY, reference, ENOUGH).length != 0) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenKey(reference, 0, open[0], PublicObject.read(session, open[0], scheme)));
  }

  /** Whether the token holds anything under the reference. */
  static boolean absent(Session session, KeyReference reference) throws PKCS11Exception {
    return objects(session, CKO_PRIVATE_KEY, reference, ENOUGH).length == 0
        && objects(session, CKO_PUBLIC_KEY, reference, ENOUGH).length == 0;
  }

  /** Every whole key of a kind that zones are signed with; what is no such key is passed over. */
  static List<TokenKey> all(Session session, TokenSpec token) throws PKCS11Exception {
    List<TokenKey> keys = new ArrayList<>();
    AttributeVector mine = new AttributeVector().class_(CKO_PRIVATE_KEY).token(true);
    for (long handle : session.findAllObjectsSingle(mine)) {
      for (KeyReference reference : references(session, handle)) {
        try {
          keys.add(find(session, token, reference));
        } catch (VaultException e) {
          WrapperLog.LOG.warn("a key is not listed: {}", e.getMessage());
        }
      }
    }
    return keys;
  }

  private static List<KeyReference> references(Session session, long handle)
      throws PKCS11Exception {
    byte[] id = session.getAttrValues(handle, CKA_ID).id();
    long type = session.getAttrValues(handle, PKCS11Constants.CKA_KEY_TYPE).keyType();
    if (id == null || id.length == 0) {
      return List.of();
    }
    byte[] curve =
        type == PKCS11Constants.CKK_EC || type == PKCS11Constants.CKK_EC_EDWARDS
            ? session.getAttrValues(handle, PKCS11Constants.CKA_EC_PARAMS).ecParams()
            : new byte[0];
    return KeyReference.of(type, curve, id);
  }

  static long[] objects(Session session, long kind, KeyReference reference, int most)
      throws PKCS11Exception {
    AttributeVector wanted =
        new AttributeVector()
            .class_(kind)
            .token(true)
            .keyType(reference.scheme().keyType())
            .id(reference.id());
    return session.findObjectsSingle(wanted, most);
  }
}
