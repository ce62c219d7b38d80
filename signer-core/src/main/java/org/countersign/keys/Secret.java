package org.countersign.keys;

import java.util.Arrays;

/** A passphrase or PIN that does not print and is wiped when closed. */
public final class Secret implements AutoCloseable {
  private final char[] chars;
  private boolean wiped;

  private Secret(char[] chars) {
    this.chars = chars;
  }

  /** Takes a copy; the caller wipes its own. */
  public static Secret copyOf(char[] chars) {
    return new Secret(chars.clone());
  }

  /** A copy of the characters, for the caller to wipe. */
  public char[] reveal() {
    if (wiped) {
      throw new IllegalStateException("this secret was closed");
    }
    return chars.clone();
  }

  public boolean isEmpty() {
    return chars.length == 0;
  }

  @Override
  public void close() {
    Arrays.fill(chars, '\0');
    wiped = true;
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "Secret(hidden)";
  }
}
