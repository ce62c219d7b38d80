package org.countersign.dns;

import java.util.Arrays;
import java.util.Optional;

/** A DNSSEC signing algorithm (IANA registry "DNS Security Algorithm Numbers"). */
public enum DnssecAlgorithm {
  RSASHA1(5, false),
  RSASHA1_NSEC3_SHA1(7, false),
  RSASHA256(8, true),
  RSASHA512(10, true),
  ECDSAP256SHA256(13, true),
  ECDSAP384SHA384(14, true),
  ED25519(15, true),
  ED448(16, true);

  private final int number;
  private final boolean signs;

  DnssecAlgorithm(int number, boolean signs) {
    this.number = number;
    this.signs = signs;
  }

  /** The IANA number. */
  public int number() {
    return number;
  }

  /** Whether we sign with it; RSA with SHA-1 is only verified (RFC 9905: must not be used). */
  public boolean maySign() {
    return signs;
  }

  public boolean isRsa() {
    return number <= 10;
  }

  public static Optional<DnssecAlgorithm> of(int number) {
    return Arrays.stream(values()).filter(a -> a.number == number).findFirst();
  }

  /**
   * Reads a mnemonic ({@code ECDSAP256SHA256}, {@code RSASHA1-NSEC3-SHA1}) or a number.
   *
   * @throws IllegalArgumentException if there is no such algorithm
   */
  public static DnssecAlgorithm parse(String text) {
    String wanted = text.trim();
    return Arrays.stream(values())
        .filter(
            a ->
                a.name().replace('_', '-').equalsIgnoreCase(wanted.replace('_', '-'))
                    || Integer.toString(a.number).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown DNSSEC algorithm \""
                        + text
                        + "\"; known: "
                        + Arrays.toString(values())));
  }
}
