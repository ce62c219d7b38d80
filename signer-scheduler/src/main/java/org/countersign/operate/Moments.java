package org.countersign.operate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants for people: local time, and UTC where that is another. */
final class Moments {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss zzz", Locale.ROOT);

  private Moments() {}

  static String text(Instant at) {
    String utc = FORM.format(at.atZone(ZoneId.of("UTC")));
    boolean local = !ZoneId.systemDefault().getRules().getOffset(at).equals(ZoneOffset.UTC);
    return local ? FORM.format(at.atZone(ZoneId.systemDefault())) + " (" + utc + ")" : utc;
  }
}
