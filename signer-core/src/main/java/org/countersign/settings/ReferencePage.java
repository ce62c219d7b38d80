package org.countersign.settings;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reference of a {@link Schema} in Markdown: a table for each section with every field's type,
 * default and meaning.
 */
public final class ReferencePage {
  private final Schema<?> schema;
  private final Map<String, String> notes;
  private final StringBuilder out = new StringBuilder();
  private final Map<Class<?>, String> shown = new HashMap<>();

  private ReferencePage(Schema<?> schema, Map<String, String> notes) {
    this.schema = schema;
    this.notes = notes;
  }

  /**
   * The tables.
   *
   * @param defaults the record of an empty file
   * @param notes what to say beside a default, by the field's dotted path
   */
  public static <T extends Record> String of(
      Schema<T> schema, T defaults, Map<String, String> notes) {
    ReferencePage page = new ReferencePage(schema, notes);
    page.section(schema.root(), defaults, "");
    return page.out.toString();
  }

  private void section(Class<?> type, Object defaults, String prefix) {
    List<RecordComponent> fields = Schema.fields(type);
    if (fields.stream().anyMatch(f -> isLeaf(f.getGenericType()))) {
      out.append("| field | type | default | meaning |\n| --- | --- | --- | --- |\n");
      for (RecordComponent field : fields) {
        if (isLeaf(field.getGenericType())) {
          row(field, defaults, prefix);
        }
      }
      out.append('\n');
    }
    for (RecordComponent field : fields) {
      if (!isLeaf(field.getGenericType())) {
        subsection(field, RecordTree.get(defaults, field), prefix + field.getName());
      }
    }
  }

  private void subsection(RecordComponent field, Object defaults, String path) {
    Type named = Schema.valueOf(field.getGenericType());
    Class<?> type = named == null ? field.getType() : (Class<?>) named;
    String shownPath = named == null ? path : path + ".NAME";
    out.append("## `").append(shownPath).append("`\n").append(meaning(field)).append("\n\n");
    String former = shown.putIfAbsent(type, shownPath);
    if (former != null) {
      out.append("Fields and defaults as in `").append(former).append("`.\n\n");
      return;
    }
    Object values = named == null ? defaults : RecordTree.make(type, Map.of());
    section(type, values, shownPath + ".");
  }

  private void row(RecordComponent field, Object defaults, String prefix) {
    String path = prefix + field.getName();
    String note = notes.get(path);
    out.append("| `").append(field.getName()).append("` | ");
    out.append(typeName(field.getGenericType())).append(" | ");
    out.append(shown(RecordTree.get(defaults, field), field.getGenericType()));
    out.append(note == null ? "" : "; " + note).append(" | ");
    out.append(meaning(field).replace("|", "\\|")).append(" |\n");
  }

  private boolean isLeaf(Type type) {
    return schema.scalar(type) != null || Schema.itemOf(type) != null;
  }

  private String typeName(Type type) {
    Type item = Schema.itemOf(type);
    return item == null ? schema.scalar(type).name() : "list of " + schema.scalar(item).name();
  }

  private String shown(Object value, Type type) {
    if (value == null) {
      return "unset";
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() ? "none" : "`" + list + "`";
    }
    return value.equals(Long.MAX_VALUE)
        ? "no limit"
        : "`" + schema.scalar(type).write().apply(value) + "`";
  }

  private static String meaning(RecordComponent field) {
    return field.getAnnotation(Doc.class).value();
  }
}
