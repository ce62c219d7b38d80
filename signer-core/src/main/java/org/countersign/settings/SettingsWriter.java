package org.countersign.settings;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writes the record of a {@link Schema} as YAML that {@link RecordBinder} reads back. */
public final class SettingsWriter {
  private final Schema<?> schema;
  private final Predicate<String> wanted;
  private final StringBuilder out = new StringBuilder();

  private SettingsWriter(Schema<?> schema, Predicate<String> wanted) {
    this.schema = schema;
    this.wanted = wanted;
  }

  /**
   * The fields at the wanted paths, in the schema's order; what is null or an empty section is left
   * out.
   *
   * @param wanted is asked for each single value and list by its dotted path
   */
  public static <T extends Record> String write(
      Schema<T> schema, T value, Predicate<String> wanted) {
    SettingsWriter writer = new SettingsWriter(schema, wanted);
    writer.section(value, "", "");
    return writer.out.toString();
  }

  private void section(Object record, String prefix, String indent) {
    for (RecordComponent field : Schema.fields(record.getClass())) {
      Object value = RecordTree.get(record, field);
      if (value != null) {
        field(field.getName(), value, field.getGenericType(), prefix + field.getName(), indent);
      }
    }
  }

  private void field(String name, Object value, Type type, String path, String indent) {
    ScalarKind<Object> kind = schema.scalar(type);
    if (kind != null) {
      if (wanted.test(path)) {
        line(indent, name, " " + quoted(kind.write().apply(value)));
      }
    } else if (Schema.itemOf(type) != null) {
      if (wanted.test(path)) {
        list((List<?>) value, Schema.itemOf(type), name, indent);
      }
    } else {
      int start = out.length();
      line(indent, name, "");
      int end = out.length();
      if (Schema.valueOf(type) != null) {
        ((Map<?, ?>) value)
            .forEach(
                (key, each) ->
                    field(
                        key.toString(),
                        each,
                        Schema.valueOf(type),
                        path + "." + key,
                        indent + "  "));
      } else {
        section(value, path + ".", indent + "  ");
      }
      if (out.length() == end) {
        out.setLength(start); // nothing below it was wanted
      }
    }
  }

  private void list(List<?> values, Type item, String name, String indent) {
    if (values.isEmpty()) {
      line(indent, name, " []");
      return;
    }
    line(indent, name, "");
    for (Object each : values) {
      out.append(indent).append("  - ").append(quoted(schema.scalar(item).write().apply(each)));
      out.append('\n');
    }
  }

  private void line(String indent, String name, String rest) {
    out.append(indent).append(quoted(name)).append(':').append(rest).append('\n');
  }

  /** Plain where YAML cannot misread it, else in double quotes (YAML 1.1 section 5.6). */
  static String quoted(String text) {
    if (text.matches("[A-Za-z0-9][A-Za-z0-9._/@-]*")
        && !text.matches("(?i)true|false|yes|no|on|off|null|y|n")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < 0x20 || c >= 0x7f) {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
