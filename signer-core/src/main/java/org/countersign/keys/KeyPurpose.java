package org.countersign.keys;

import org.countersign.dns.Name;

/**
 * What a new key is for. A vault shows it to people (a label, a file name) and never looks a key up
 * by it.
 */
public record KeyPurpose(Name zone, KeyRole role) {
  @Override
  public String toString() {
    return zone + " " + role.text();
  }
}
