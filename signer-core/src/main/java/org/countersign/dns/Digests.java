package org.countersign.dns;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions DNSSEC needs, which every JDK has. */
public final class Digests {
  private Digests() {}

  public static MessageDigest sha1() {
    return get("SHA-1");
  }

  public static MessageDigest sha256() {
    return get("SHA-256");
  }

  public static MessageDigest sha384() {
    return get("SHA-384");
  }

  public static MessageDigest sha512() {
    return get("SHA-512");
  }

  private static MessageDigest get(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + name, e);
    }
  }
}
