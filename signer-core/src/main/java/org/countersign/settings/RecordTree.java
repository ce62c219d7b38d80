package org.countersign.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings records taken apart and put together by the names of their components. */
public final class RecordTree {
  private RecordTree() {}

  /**
   * A new record; components that {@code values} does not name are null, which the record's
   * constructor replaces by its default.
   *
   * @throws IllegalArgumentException what the constructor refuses
   */
  static Object make(Class<?> type, Map<String, Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] arguments =
        Arrays.stream(components).map(c -> values.get(c.getName())).toArray(Object[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException("making a " + type.getSimpleName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("making a " + type.getSimpleName(), e);
    }
  }

  /** The value of one component. */
  static Object get(Object record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("reading " + component, e);
    }
  }

  /**
   * A copy in which the values at some dotted paths, such as {@code signing.refresh}, are replaced.
   *
   * @throws IllegalArgumentException if a path names no component
   */
  @SuppressWarnings("unchecked")
  public static <R extends Record> R with(R record, Map<String, ?> replacements) {
    Map<String, Object> values = new HashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      values.put(component.getName(), get(record, component));
    }
    Map<String, Map<String, Object>> below = new HashMap<>();
    replacements.forEach(
        (path, value) -> {
          String[] step = path.split("\\.", 2);
          if (!values.containsKey(step[0])) {
            throw new IllegalArgumentException(
                record.getClass().getSimpleName() + " has no component " + step[0]);
          }
          if (step.length == 1) {
            values.put(step[0], value);
          } else {
            below.computeIfAbsent(step[0], k -> new HashMap<>()).put(step[1], value);
          }
        });
    below.forEach((name, inner) -> values.put(name, with((Record) values.get(name), inner)));
    return (R) make(record.getClass(), values);
  }

  /** The values that are not records themselves, by dotted path; null ones are left out. */
  public static Map<String, Object> leaves(Record record) {
    Map<String, Object> out = new LinkedHashMap<>();
    leaves(record, "", out);
    return out;
  }

  private static void leaves(Record record, String prefix, Map<String, Object> out) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = get(record, component);
      if (value instanceof Record inner) {
        leaves(inner, prefix + component.getName() + ".", out);
      } else if (value != null) {
        out.put(prefix + component.getName(), value);
      }
    }
  }
}
