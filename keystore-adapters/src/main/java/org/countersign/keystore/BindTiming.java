package org.countersign.keystore;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The timing metadata of a BIND key file, and what BIND makes of it at an instant. A key without
 * any (format v1.2, ldns) is published and signs.
 */
public final class BindTiming {
  /** One field of the metadata. */
  public enum Event {
    CREATED("Created"),
    PUBLISH("Publish"),
    ACTIVATE("Activate"),
    REVOKE("Revoke"),
    INACTIVE("Inactive"),
    DELETE("Delete"),
    SYNC_PUBLISH("SyncPublish"),
    SYNC_DELETE("SyncDelete");

    private final String field;

    Event(String field) {
      this.field = field;
    }

    /** The field's name in the files. */
    String field() {
      return field;
    }

    static Optional<Event> ofField(String field) {
      for (Event event : values()) {
        if (event.field.equals(field)) {
          return Optional.of(event);
        }
      }
      return Optional.empty();
    }
  }

  /** No metadata at all. */
  public static final BindTiming NONE = new BindTiming(Map.of());

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

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

  static Instant parse(String digits) {
    return FORM.parse(digits, Instant::from);
  }

  static String format(Instant time) {
    return FORM.format(time);
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
