package org.countersign.settings;

import java.util.List;
import java.util.Map;

/** A node of a YAML file with the line it begins at. */
sealed interface YamlNode {
  int line();

  /** The node in words, for messages. */
  String describe();

  /**
   * A value as it is written, without its quotes; null for {@code null}, {@code ~} or nothing,
   * which all mean "not stated".
   */
  record Scalar(String text, int line) implements YamlNode {
    @Override
    public String describe() {
      return "\"" + text + "\"";
    }
  }

  record Sequence(List<YamlNode> items, int line) implements YamlNode {
    @Override
    public String describe() {
      return "a list";
    }
  }

  /** A mapping in file order. */
  record Mapping(Map<String, YamlNode> fields, int line) implements YamlNode {
    @Override
    public String describe() {
      return "a section with fields";
    }
  }
}
