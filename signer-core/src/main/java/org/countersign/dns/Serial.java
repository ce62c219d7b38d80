package org.countersign.dns;

/** A zone's SOA serial: 32 bits with sequence space arithmetic (RFC 1982). */
public record Serial(long value) {
  private static final long HALF = 1L << 31;
  private static final long MASK = 0xffff_ffffL;

  public Serial {
    if (value < 0 || value > MASK) {
      throw new IllegalArgumentException(value + " is not a serial: 0 to 4294967295 is");
    }
  }

  /**
   * Whether secondaries would follow from {@code other} to this serial (RFC 1982 section 3.2).
   * Serials exactly 2^31 apart have no order: neither is newer.
   */
  public boolean isNewerThan(Serial other) {
    long ahead = (value - other.value) & MASK;
    return ahead != 0 && ahead < HALF;
  }

  /** This serial plus {@code n}, 0 to 2^31 - 1 (RFC 1982 section 3.1). */
  public Serial plus(long n) {
    if (n < 0 || n >= HALF) {
      throw new IllegalArgumentException(n + " cannot be added to a serial: 0 to 2147483647 can");
    }
    return new Serial((value + n) & MASK);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
