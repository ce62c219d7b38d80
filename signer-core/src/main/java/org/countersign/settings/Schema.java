package org.countersign.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of a settings file: a record whose components with {@link Doc} are the fields. A field
 * is a single value, a list of them, a record (a section) or a map of names to records.
 */
public final class Schema<T extends Record> {
  private final Class<T> root;
  private final Map<Class<?>, ScalarKind<?>> scalars;

  private Schema(Class<T> root, Map<Class<?>, ScalarKind<?>> scalars) {
    this.root = root;
    this.scalars = scalars;
  }

  public static <T extends Record> Schema<T> of(Class<T> root) {
    return new Schema<>(root, ScalarKind.STANDARD);
  }

  /** This schema with one more type of single value. */
  public <S> Schema<T> with(Class<S> type, ScalarKind<S> kind) {
    Map<Class<?>, ScalarKind<?>> more = new HashMap<>(scalars);
    more.put(type, kind);
    return new Schema<>(root, Map.copyOf(more));
  }

  public Class<T> root() {
    return root;
  }

  /** The fields of a section, in the order of declaration. */
  static List<RecordComponent> fields(Class<?> section) {
    return Arrays.stream(section.getRecordComponents())
        .filter(c -> c.isAnnotationPresent(Doc.class))
        .toList();
  }

  /** How a single value of this type is read, or null if the type is not a single value. */
  @SuppressWarnings("unchecked")
  ScalarKind<Object> scalar(Type type) {
    ScalarKind<?> known = type instanceof Class<?> c ? scalars.get(c) : null;
    if (known == null && type instanceof Class<?> c && c.isEnum()) {
      known = ScalarKind.ofEnum(c);
    }
    return (ScalarKind<Object>) known;
  }

  static boolean isSection(Type type) {
    return type instanceof Class<?> c && c.isRecord();
  }

  /** The type of a list's items, or null if the type is no list. */
  static Type itemOf(Type type) {
    return type instanceof ParameterizedType p && p.getRawType() == List.class
        ? p.getActualTypeArguments()[0]
        : null;
  }

  /** The type of a named section's values, or null if the type is no map. */
  static Type valueOf(Type type) {
    return type instanceof ParameterizedType p && p.getRawType() == Map.class
        ? p.getActualTypeArguments()[1]
        : null;
  }
}
