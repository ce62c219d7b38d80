package org.countersign.settings;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads YAML into the record of a {@link Schema}. It goes on after a problem, so that one reading
 * reports them all: unknown fields with the nearest known ones, wrong types with what was found and
 * needed, and what a record's constructor refuses.
 */
public final class RecordBinder<T extends Record> {
  private final Schema<T> schema;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> stated = new LinkedHashSet<>();

  private RecordBinder(Schema<T> schema) {
    this.schema = schema;
  }

  public static <T extends Record> Bound<T> bind(Schema<T> schema, String yaml) {
    RecordBinder<T> binder = new RecordBinder<>(schema);
    YamlNode root = new YamlReader(binder.problems).read(yaml);
    T value = schema.root().cast(binder.section(root, schema.root(), ""));
    return new Bound<>(value, Set.copyOf(binder.stated), List.copyOf(binder.problems));
  }

  private Object value(YamlNode node, Type type, String path) {
    if (node instanceof YamlNode.Scalar s && s.text() == null) {
      return null; // "field:" with nothing after it states nothing
    }
    stated.add(path);
    ScalarKind<Object> scalar = schema.scalar(type);
    if (scalar != null) {
      return single(node, scalar, path);
    }
    if (Schema.itemOf(type) != null) {
      return list(node, Schema.itemOf(type), path);
    }
    if (Schema.valueOf(type) != null) {
      return named(node, Schema.valueOf(type), path);
    }
    return section(node, (Class<?>) type, path + ".");
  }

  private Object single(YamlNode node, ScalarKind<Object> kind, String path) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return wrong(
          node, path, "found " + node.describe() + "; needed is one value: " + kind.name());
    }
    try {
      return kind.read().apply(scalar.text());
    } catch (IllegalArgumentException e) {
      return wrong(node, path, e.getMessage());
    }
  }

  private Object list(YamlNode node, Type item, String path) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return wrong(node, path, "found " + node.describe() + "; needed is a list: [a, b]");
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      YamlNode each = sequence.items().get(i);
      String at = path + "[" + i + "]";
      if (each instanceof YamlNode.Scalar s && s.text() == null) {
        wrong(each, at, "found nothing; every item of a list needs a value");
      } else {
        items.add(value(each, item, at));
      }
    }
    items.removeIf(java.util.Objects::isNull); // a problem is reported for each
    return items;
  }

  private Object named(YamlNode node, Type type, String path) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return wrong(node, path, "found " + node.describe() + "; needed are named sections");
    }
    Map<String, Object> sections = new LinkedHashMap<>();
    mapping
        .fields()
        .forEach(
            (name, each) -> {
              Object made = value(each, type, path + "." + name);
              if (made != null) {
                sections.put(name, made);
              }
            });
    return sections;
  }

  /**
   * @param prefix the section's path with a final dot; empty for the root
   */
  private Object section(YamlNode node, Class<?> type, String prefix) {
    String path = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    Map<String, YamlNode> given = Map.of();
    if (node instanceof YamlNode.Mapping mapping) {
      given = mapping.fields();
    } else if (!(node instanceof YamlNode.Scalar s && s.text() == null)) {
      wrong(
          node,
          path.isEmpty() ? "the file" : path,
          "found " + node.describe() + "; needed is a section with fields: " + names(type));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent field : Schema.fields(type)) {
      YamlNode stated = given.get(field.getName());
      if (stated != null) {
        values.put(
            field.getName(), value(stated, field.getGenericType(), prefix + field.getName()));
      }
    }
    given.forEach(
        (name, each) -> {
          if (Schema.fields(type).stream().noneMatch(f -> f.getName().equals(name))) {
            unknown(name, each, type, prefix);
          }
        });
    try {
      return RecordTree.make(type, values);
    } catch (IllegalArgumentException e) {
      return wrong(node, path, e.getMessage());
    }
  }

  private void unknown(String name, YamlNode node, Class<?> type, String prefix) {
    List<String> near = NearestField.to(name, prefix, type, schema.root());
    String hint =
        near.isEmpty()
            ? "; known here: " + names(type)
            : "; did you mean " + String.join(" or ", near) + "?";
    problems.add(
        Problem.error(prefix + name, "unknown field " + prefix + name + hint).atLine(node.line()));
  }

  private static String names(Class<?> type) {
    return String.join(", ", Schema.fields(type).stream().map(RecordComponent::getName).toList());
  }

  private Object wrong(YamlNode node, String path, String message) {
    problems.add(
        Problem.error(path, path.isEmpty() ? message : path + ": " + message).atLine(node.line()));
    return null;
  }
}
