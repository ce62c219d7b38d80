package org.countersign.operate;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.countersign.testing.OutsideTool;

/** Other projects' verifiers, one after another on one zone. */
final class Verifiers {
  private Verifiers() {}

  static void accept(Path zone, String origin) {
    dnssecVerify(zone, origin);
    ldns(zone);
    knot(zone, origin);
  }

  static void knot(Path zone, String origin) {
    OutsideTool.demand("kzonecheck")
        .run(zone.getParent(), "-o", origin, zone.toString())
        .expectSuccess();
  }

  static void dnssecVerify(Path zone, String origin) {
    OutsideTool.demand("dnssec-verify")
        .run(zone.getParent(), "-o", origin, zone.toString())
        .expectSuccess();
  }

  static void ldns(Path zone) {
    OutsideTool.demand("ldns-verify-zone").run(zone.getParent(), zone.toString()).expectSuccess();
  }

  /** The same at another time. */
  static void ldnsAt(Path zone, Instant at) {
    String time = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC).format(at);
    OutsideTool.demand("ldns-verify-zone")
        .run(zone.getParent(), "-t", time, zone.toString())
        .expectSuccess();
  }
}
