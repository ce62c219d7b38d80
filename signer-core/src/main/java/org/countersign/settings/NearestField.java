package org.countersign.settings;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The known fields most like an unknown one: misspelt here, or spelt right in another section. */
final class NearestField {
  private static final int MOST = 3;

  private NearestField() {}

  /** Paths to suggest, the likeliest first; empty if nothing is like it. */
  static List<String> to(String name, String prefix, Class<?> section, Class<?> root) {
    Set<String> found = new LinkedHashSet<>();
    String wanted = plain(name);
    int tolerance = Math.max(1, wanted.length() / 3);
    Schema.fields(section).stream()
        .map(RecordComponent::getName)
        .filter(known -> distance(wanted, plain(known)) <= tolerance)
        .sorted(Comparator.comparingInt(known -> distance(wanted, plain(known))))
        .forEach(known -> found.add(prefix + known));
    List<String> everywhere = new ArrayList<>();
    paths(root, "", everywhere);
    everywhere.stream()
        .filter(path -> plain(path.substring(path.lastIndexOf('.') + 1)).equals(wanted))
        .forEach(found::add);
    return found.stream().limit(MOST).toList();
  }

  private static void paths(Class<?> section, String prefix, List<String> out) {
    for (RecordComponent field : Schema.fields(section)) {
      String path = prefix + field.getName();
      out.add(path);
      Type named = Schema.valueOf(field.getGenericType());
      if (Schema.isSection(field.getGenericType())) {
        paths(field.getType(), path + ".", out);
      } else if (named != null && Schema.isSection(named)) {
        paths((Class<?>) named, path + ".NAME.", out);
      }
    }
  }

  /** {@code min-remaining} and {@code min_remaining} are {@code minRemaining}. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Insertions, deletions, replacements and swaps of neighbours from one word to the other. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
