package org.countersign.keystore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The timing metadata of a BIND key, and what BIND makes of it at an instant. A key without any
 * (format v1.2, ldns) is published and signs.
 */
public final class BindTiming {
  /** One date of the metadata, by its names in the three files of a key. */
  public enum Event {
    CREATED("Created", "Generated"),
    PUBLISH("Publish", "Published"),
    ACTIVATE("Activate", "Active"),
    REVOKE("Revoke", "Revoked"),
    INACTIVE("Inactive", "Retired"),
    DELETE("Delete", "Removed"),
    DS_PUBLISH("DSPublish", "DSPublish"),
    /** In {@code .state} files only: BIND refuses a {@code .private} file that has it. */
    DS_DELETE("", "DSRemoved"),
    SYNC_PUBLISH("SyncPublish", "PublishCDS"),
    SYNC_DELETE("SyncDelete", "DeleteCDS");

    private final String field;
    private final String stateField;

    Event(String field, String stateField) {
      this.field = field;
      this.stateField = stateField;
    }

    /** Its name in {@code .private} files and the comments of {@code .key} files; may be empty. */
    String field() {
      return field;
    }

    /** Its name in {@code .state} files. */
    String stateField() {
      return stateField;
    }
  }

  /** No metadata at all. */
  public static final BindTiming NONE = new BindTiming(Map.of());

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Map<Event, Instant> times;

  private BindTiming(Map<Event, Instant> times) {
    this.times = times;
  }

  /** A key that is made, published and active at once, as dnssec-keygen makes them. */
  public static BindTiming from(Instant now) {
    return NONE.with(Event.CREATED, now).with(Event.PUBLISH, now).with(Event.ACTIVATE, now);
  }

  public BindTiming with(Event event, Instant time) {
    Map<Event, Instant> more = new EnumMap<>(Event.class);
    more.putAll(times);
    more.put(event, time);
    return new BindTiming(more);
  }

  /** These dates, and the other's where there is none here. */
  BindTiming or(BindTiming other) {
    Map<Event, Instant> all = new EnumMap<>(Event.class);
    all.putAll(other.times);
    all.putAll(times);
    return new BindTiming(all);
  }

  public Optional<Instant> at(Event event) {
    return Optional.ofNullable(times.get(event));
  }

  /** Whether the DNSKEY is in the zone at {@code now}. */
  public boolean publishes(Instant now) {
    if (reached(Event.DELETE, now)) {
      return false;
    }
    // An activation without a publication date means: publish now, sign from then on.
    boolean activationOnly = at(Event.PUBLISH).isEmpty() && at(Event.ACTIVATE).isPresent();
    return times.isEmpty() || activationOnly || reached(Event.PUBLISH, now);
  }

  /** Whether the key signs at {@code now}; a revoked one does, over DNSKEY (RFC 5011 2.1). */
  public boolean signs(Instant now) {
    if (!publishes(now)) {
      return false;
    }
    boolean active = times.isEmpty() || reached(Event.ACTIVATE, now);
    return revokes(now) || active && !reached(Event.INACTIVE, now);
  }

  /** Whether the key carries the REVOKE bit at {@code now}. */
  public boolean revokes(Instant now) {
    return reached(Event.REVOKE, now);
  }

  private boolean reached(Event event, Instant now) {
    Instant time = times.get(event);
    return time != null && !time.isAfter(now);
  }

  /**
   * Reads the dates among the fields of a file.
   *
   * @param name what the file calls each
   * @throws IllegalArgumentException if one is not a date
   */
  static BindTiming read(Map<String, String> fields, Function<Event, String> name) {
    BindTiming timing = NONE;
    for (Event event : Event.values()) {
      String value = fields.get(name.apply(event));
      if (value != null) {
        timing = timing.with(event, parse(name.apply(event), value));
      }
    }
    return timing;
  }

  /** Reads a date, after which the same may stand in words. */
  static Instant parse(String field, String value) {
    try {
      return FORM.parse(value.split(" ", 2)[0], Instant::from);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          field + " is \"" + value + "\"; a time is written YYYYMMDDHHMMSS", e);
    }
  }

  /** The dates as lines {@code Field: value}, those without a name left out. */
  String format(Function<Event, String> name, Function<Instant, String> value) {
    StringBuilder out = new StringBuilder();
    times.forEach(
        (event, at) -> {
          if (!name.apply(event).isEmpty()) {
            out.append(name.apply(event)).append(": ").append(value.apply(at)).append('\n');
          }
        });
    return out.toString();
  }

  static String digits(Instant time) {
    return FORM.format(time);
  }

  /** With the same in words, for people. */
  static String inWords(Instant time) {
    return FORM.format(time) + " (" + WORDS.format(time) + ")";
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof BindTiming t && times.equals(t.times);
  }

  @Override
  public int hashCode() {
    return times.hashCode();
  }

  @Override
  public String toString() {
    return times.toString();
  }
}
