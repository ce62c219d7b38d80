package org.countersign.validate.rules;

import org.countersign.dns.RecordType;
import org.countersign.dns.Serial;
import org.countersign.finding.RuleId;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * SERIAL-AHEAD: the serial is newer (RFC 1982) than every serial released or seen at a secondary;
 * against a former release it may be equal where the content is too, for then nothing moves.
 */
public final class SerialAhead extends Rule {
  private Former former;

  public SerialAhead() {
    super(RuleId.SERIAL_AHEAD);
  }

  @Override
  protected boolean walks() {
    return former != null;
  }

  @Override
  protected void begin(OwnerNode apex) {
    former = Former.of(zone);
  }

  @Override
  protected void owner(OwnerNode node) {
    if (former != null) {
      former.owner(zone, node);
    }
  }

  @Override
  protected void end() {
    Serial serial = zone.soa().serial();
    for (Serial known : zone.request().serials()) {
      if (!serial.isNewerThan(known)) {
        say(serial, known, "which was released or seen at a secondary");
      }
    }
    if (former == null) {
      return;
    }
    former.end();
    if (former.serial() == null) {
      report(refusal("the former release has no SOA record: it is no zone").at(origin()));
      return;
    }
    boolean equal = serial.equals(former.serial());
    if (equal && former.anyDifference()) {
      report(
          refusal(
                  "the serial is "
                      + serial
                      + " as in the former release, and the content is not: secondaries would"
                      + " never fetch it")
              .at(origin(), RecordType.SOA));
    } else if (!equal && !serial.isNewerThan(former.serial())) {
      say(serial, former.serial(), "the former release's");
    }
  }

  private void say(Serial serial, Serial known, String whose) {
    report(
        refusal(
                "the serial "
                    + serial
                    + " is not newer than "
                    + known
                    + ", "
                    + whose
                    + ": secondaries would not follow; take "
                    + known.plus(1)
                    + " or later")
            .at(origin(), RecordType.SOA));
  }

  private String origin() {
    return zone.origin().toString();
  }
}
