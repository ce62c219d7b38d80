package org.countersign.keys;

import java.util.UUID;

/** A key's identity in our records: random, for ever, never derived from the key tag. */
public record KeyId(UUID value) {
  public static KeyId random() {
    return new KeyId(UUID.randomUUID());
  }

  public static KeyId parse(String text) {
    return new KeyId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
