package org.countersign.keystore;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the texts of BIND's key files have in common: lines of the form {@code Field: value}. */
final class BindText {
  private BindText() {}

  /** The fields; other lines are left out. */
  static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : text.split("\\R")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
      }
    }
    return fields;
  }

  /**
   * A field that no file is without.
   *
   * @throws IllegalArgumentException if this one is
   */
  static String need(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("no " + name + " field: the file is cut or damaged");
    }
    return value;
  }
}
