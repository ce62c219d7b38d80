package org.countersign.keystore;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;

/**
 * A {@code K*.state} file: what BIND's key manager (dnssec-policy) knows of a key.
 *
 * @param bits length of the key
 * @param lifetime how long it is to sign; zero for ever, empty if nobody said
 * @param predecessor by tag, which names a key only within its directory
 * @param ksk whether it has a KSK's duties; empty if the file does not say
 * @param zsk whether it has a ZSK's duties
 * @param records the state of each record and since when; those the file does not have are left out
 */
public record BindState(
    int algorithm,
    int bits,
    Optional<Duration> lifetime,
    Optional<KeyTag> predecessor,
    Optional<KeyTag> successor,
    Optional<Boolean> ksk,
    Optional<Boolean> zsk,
    BindTiming timing,
    Optional<Goal> goal,
    Map<KeyRecord, RecordState> records) {
  public BindState {
    Map<KeyRecord, RecordState> sorted = new EnumMap<>(KeyRecord.class);
    sorted.putAll(records);
    records = Collections.unmodifiableMap(sorted);
  }

  /**
   * Reads the text of a file.
   *
   * @throws IllegalArgumentException if it is no such file, or a value is not one of BIND's
   */
  static BindState parse(String text) {
    Map<String, String> fields = BindText.fields(text);
    try {
      return new BindState(
          Integer.parseInt(BindText.need(fields, "Algorithm")),
          Integer.parseInt(BindText.need(fields, "Length")),
          field(fields, "Lifetime").map(s -> Duration.ofSeconds(Long.parseLong(s))),
          field(fields, "Predecessor").map(BindState::tag),
          field(fields, "Successor").map(BindState::tag),
          field(fields, "KSK").map(BindState::yes),
          field(fields, "ZSK").map(BindState::yes),
          BindTiming.read(fields, BindTiming.Event::stateField),
          field(fields, "GoalState").map(BindState::presence).map(BindState::goal),
          records(fields));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number where one is needed: " + e.getMessage(), e);
    }
  }

  private static Map<KeyRecord, RecordState> records(Map<String, String> fields) {
    Map<KeyRecord, RecordState> records = new EnumMap<>(KeyRecord.class);
    for (KeyRecord record : KeyRecord.values()) {
      String change = record + "Change";
      if (fields.containsKey(record + "State") && fields.containsKey(change)) {
        Instant since = BindTiming.parse(change, fields.get(change));
        records.put(
            record,
            new RecordState(presence(fields.get(record + "State")), since, Optional.empty()));
      }
    }
    return records;
  }

  private static Optional<String> field(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).filter(s -> !s.isEmpty());
  }

  private static KeyTag tag(String text) {
    return new KeyTag(Integer.parseInt(text));
  }

  private static boolean yes(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException("\"" + text + "\" is neither yes nor no");
    };
  }

  private static Presence presence(String text) {
    try {
      return Presence.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no state: hidden, rumoured, omnipresent and unretentive are", e);
    }
  }

  private static Goal goal(Presence presence) {
    return switch (presence) {
      case HIDDEN -> Goal.HIDDEN;
      case OMNIPRESENT -> Goal.OMNIPRESENT;
      default -> throw new IllegalArgumentException(presence + " is no goal of a key");
    };
  }

  /** The file's text as BIND writes it. */
  String format(Name zone, KeyTag tag) {
    StringBuilder out = new StringBuilder();
    out.append("; This is the state of key ").append(tag);
    out.append(", for ").append(zone).append('\n');
    line(out, "Algorithm", algorithm);
    line(out, "Length", bits);
    lifetime.ifPresent(l -> line(out, "Lifetime", l.toSeconds()));
    predecessor.ifPresent(p -> line(out, "Predecessor", p));
    successor.ifPresent(s -> line(out, "Successor", s));
    ksk.ifPresent(yes -> line(out, "KSK", yes ? "yes" : "no"));
    zsk.ifPresent(yes -> line(out, "ZSK", yes ? "yes" : "no"));
    out.append(timing.format(BindTiming.Event::stateField, BindTiming::inWords));
    records.forEach((r, state) -> line(out, r + "Change", BindTiming.inWords(state.since())));
    records.forEach((r, state) -> line(out, r + "State", small(state.presence())));
    goal.ifPresent(g -> line(out, "GoalState", small(g)));
    return out.toString();
  }

  private static void line(StringBuilder out, String field, Object value) {
    out.append(field).append(": ").append(value).append('\n');
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
