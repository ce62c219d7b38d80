package org.countersign.operate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.rollover.EmergencyChoice;
import org.countersign.store.HoldScope;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Arguments into values, and a sentence where that fails. */
final class Converters {
  private static final DateTimeFormatter AS_IN_RRSIG =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private Converters() {}

  static void register(CommandLine main) {
    main.registerConverter(Name.class, Converters::name);
    main.registerConverter(Serial.class, Converters::serial);
    main.registerConverter(Instant.class, Converters::instant);
    main.registerConverter(KeySelector.class, Converters::key);
    main.registerConverter(EmergencyChoice.Kind.class, Converters::choice);
    main.registerConverter(HoldScope.class, Converters::scope);
    main.registerConverter(TokenCommand.Role.class, Converters::role);
  }

  private static Name name(String text) {
    try {
      return Name.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static HoldScope scope(String text) {
    try {
      return HoldScope.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static TokenCommand.Role role(String text) {
    try {
      return TokenCommand.Role.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is no role: view, operate and approve are");
    }
  }

  private static Serial serial(String text) {
    try {
      return new Serial(Long.parseLong(text));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("\"" + text + "\" is not a serial: 0 to 4294967295 is");
    }
  }

  /** ISO 8601, a date alone (midnight UTC), or 14 digits as dig shows them (RFC 4034 3.2). */
  static Instant instant(String text) {
    try {
      if (text.matches("\\d{14}")) {
        return LocalDateTime.parse(text, AS_IN_RRSIG).toInstant(ZoneOffset.UTC);
      }
      if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "\""
              + text
              + "\" is not an instant: 2026-01-31T12:00:00Z, 2026-01-31 or 20260131120000"
              + " is");
    }
  }

  private static KeySelector key(String text) {
    try {
      return KeySelector.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static EmergencyChoice.Kind choice(String text) {
    return switch (text) {
      case "keep-until-safe" -> EmergencyChoice.Kind.KEEP_UNTIL_SAFE;
      case "remove-now" -> EmergencyChoice.Kind.REMOVE_NOW;
      default ->
          throw new TypeConversionException(
              "\"" + text + "\" is no choice: keep-until-safe and remove-now are");
    };
  }
}
