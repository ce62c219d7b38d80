package org.countersign.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How one type of single value is read, written and named in the reference pages.
 *
 * @param name what the reference page calls the type
 * @param read from text; throws IllegalArgumentException with what was found and what was needed
 * @param write to text that {@code read} reads back
 */
public record ScalarKind<T>(String name, Function<String, T> read, Function<T, String> write) {
  static final Map<Class<?>, ScalarKind<?>> STANDARD =
      Map.of(
          String.class, new ScalarKind<String>("text", s -> s, s -> s),
          Boolean.class,
              new ScalarKind<Boolean>("`true` or `false`", ScalarKind::truth, Object::toString),
          Integer.class,
              new ScalarKind<Integer>(
                  "whole number",
                  s -> whole(s, Integer.MAX_VALUE, Integer::parseInt),
                  Object::toString),
          Long.class,
              new ScalarKind<Long>(
                  "whole number", s -> whole(s, Long.MAX_VALUE, Long::parseLong), Object::toString),
          Double.class, new ScalarKind<Double>("number", ScalarKind::number, ScalarKind::plain),
          Duration.class,
              new ScalarKind<Duration>("duration", DurationText::parse, DurationText::of),
          Path.class, new ScalarKind<Path>("path", ScalarKind::path, Path::toString));

  private static boolean truth(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new IllegalArgumentException("found \"" + text + "\"; needed is true or false");
  }

  private static <N> N whole(String text, long most, Function<String, N> parse) {
    // YAML 1.1 reads 010 as octal and 1_000 as a thousand; neither is what people expect
    if (text.matches("-?(0|[1-9]\\d*)")) {
      try {
        return parse.apply(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("found " + text + "; the most is " + most);
      }
    }
    throw new IllegalArgumentException(
        "found \"" + text + "\"; needed is a whole number in decimal digits");
  }

  private static double number(String text) {
    if (text.matches("-?\\d{1,15}(\\.\\d{1,15})?")) {
      return Double.parseDouble(text);
    }
    throw new IllegalArgumentException(
        "found \"" + text + "\"; needed is a number such as 5 or 0.5");
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("found \"" + text + "\", which is no path");
    }
  }

  /** An enum's constants by their names in lower case, with hyphens. */
  static <E> ScalarKind<E> ofEnum(Class<E> type) {
    Map<String, E> known =
        Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(ScalarKind::word, e -> e));
    return new ScalarKind<>(
        Arrays.stream(type.getEnumConstants())
            .map(e -> "`" + word(e) + "`")
            .collect(Collectors.joining(" or ")),
        text -> {
          E found = known.get(text.toLowerCase(Locale.ROOT));
          if (found == null) {
            throw new IllegalArgumentException(
                "found \""
                    + text
                    + "\"; needed is "
                    + Arrays.stream(type.getEnumConstants())
                        .map(ScalarKind::word)
                        .collect(Collectors.joining(" or ")));
          }
          return found;
        },
        ScalarKind::word);
  }

  private static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
