package org.countersign.operate;

import java.time.Clock;
import org.countersign.keys.rollover.Approval;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code key approve}. */
@Command(
    name = "approve",
    description = {
      "Agrees to one step of a rollover that waits for an operator, where keys.approvals of the"
          + " policy is manual. Records that must move in one release are approved together by any"
          + " of them. The step is made by the next run that finds it safe and due.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  countersign key approve example. 6d1c0f27 --record ds --to rumoured"
    })
final class KeyApproveCommand extends KeyAction {
  @Option(
      names = "--record",
      required = true,
      paramLabel = "RECORD",
      description = "dnskey, zrrsig, krrsig or ds.")
  private KeyRecord record;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "STATE",
      description = "rumoured (publish it) or unretentive (withdraw it).")
  private Presence to;

  KeyApproveCommand(Clock clock) {
    super(clock);
  }

  @Override
  void check() {
    if (!to.isChange()) {
      throw output.wrongUsage(
          "--to: what is learned of a record needs nobody's approval; rumoured and unretentive do");
    }
  }

  @Override
  int run(ZoneSession session) {
    ManagedKey chosen = chosen(session).key();
    if (!chosen.records().containsKey(record)) {
      throw output.wrongUsage("a " + chosen.role().text() + " has no " + record + " of its own");
    }
    boolean given =
        session.change(
            changes -> changes.approve(new Approval(chosen.id(), record, to), session.now()));
    KeyAnswer.of(session, chosen.id(), output)
        .say(
            record
                + " of the "
                + chosen.shown()
                + (given ? " may become " : " was approved already to become ")
                + to);
    return ExitCode.DONE;
  }
}
