package org.countersign.transfer;

import java.nio.CharBuffer;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.countersign.dns.Name;
import org.countersign.keys.Crypto;
import org.countersign.keys.Secret;
import org.xbill.DNS.TSIG;

/** A key that two servers share to know each other's messages (RFC 8945). It does not print. */
public final class TsigKey {
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\s*key\\s+\"?(?<name>[^\\s\"{]+)\"?\\s*\\{(?<body>[^}]*)\\}\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ALGORITHM =
      Pattern.compile("\\balgorithm\\s+\"?(?<value>[A-Za-z0-9-]+)\"?\\s*;");
  private static final Pattern SECRET =
      Pattern.compile("\\bsecret\\s+\"?(?<value>[A-Za-z0-9+/=]+)\"?\\s*;");
  private static final int LEAST_OCTETS = 16;

  private final Name name;
  private final TsigAlgorithm algorithm;
  private final SecretKey key;

  TsigKey(Name name, TsigAlgorithm algorithm, byte[] secret) {
    this.name = name;
    this.algorithm = algorithm;
    this.key = new SecretKeySpec(secret, algorithm.jca());
  }

  /**
   * Reads a key statement as {@code tsig-keygen} writes it.
   *
   * @param source what messages call the file
   * @throws IllegalArgumentException if it is none, or too weak; the message shows no secret
   */
  public static TsigKey parse(Secret statement, String source) {
    char[] text = statement.reveal();
    try {
      Matcher whole = STATEMENT.matcher(CharBuffer.wrap(text));
      if (!whole.matches()) {
        throw new IllegalArgumentException(
            source + " is not a key statement; `tsig-keygen -a hmac-sha256 NAME` makes one");
      }
      String body = whole.group("body");
      String algorithm = value(ALGORITHM, body, "algorithm", source);
      TsigAlgorithm known =
          TsigAlgorithm.parse(algorithm)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          source
                              + " has the algorithm "
                              + algorithm
                              + "; needed is hmac-sha256, hmac-sha384 or hmac-sha512"));
      byte[] secret = decoded(value(SECRET, body, "secret", source), source);
      try {
        return new TsigKey(Name.parse(whole.group("name")), known, secret);
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
    } finally {
      Arrays.fill(text, '\0');
    }
  }

  private static String value(Pattern pattern, String body, String what, String source) {
    Matcher found = pattern.matcher(body);
    if (!found.find()) {
      throw new IllegalArgumentException(source + " states no " + what);
    }
    return found.group("value");
  }

  private static byte[] decoded(String base64, String source) {
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(source + " has a secret that is not base64", e);
    }
    if (secret.length < LEAST_OCTETS) {
      throw new IllegalArgumentException(
          source
              + " has a secret of "
              + secret.length
              + " octets, which can be guessed; needed are at least "
              + LEAST_OCTETS);
    }
    return secret;
  }

  /** The name that both servers call it by. */
  public Name name() {
    return name;
  }

  TsigAlgorithm algorithm() {
    return algorithm;
  }

  /** A fresh MAC under this key. */
  Mac mac() {
    try {
      Mac mac = Crypto.fastest().mac(algorithm.jca());
      mac.init(key);
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("no key for " + algorithm.jca() + ": " + this, e);
    }
  }

  /** The same key for dnsjava. */
  TSIG verifier() {
    return new TSIG(dnsjava(algorithm.dnsName()), dnsjava(name), key);
  }

  static org.xbill.DNS.Name dnsjava(Name name) {
    try {
      return new org.xbill.DNS.Name(name.wire());
    } catch (java.io.IOException e) {
      throw new IllegalStateException(name + " is no name to dnsjava", e);
    }
  }

  /** Name and algorithm, never the secret. */
  @Override
  public String toString() {
    return name + " (" + algorithm.text() + ")";
  }
}
