package org.countersign.operate;

import java.time.Clock;
import org.countersign.keys.rollover.ManagedKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code key retire}. */
@Command(
    name = "retire",
    description = {
      "Lets a key go that others can spare: each of its records is withdrawn once every cache can do"
          + " without it. The last key to do its work is not retired; `key roll` replaces it.",
      ""
    })
final class KeyRetireCommand extends KeyAction {
  @Mixin private ReasonOption reason;

  KeyRetireCommand(Clock clock) {
    super(clock);
  }

  @Override
  int run(ZoneSession session) {
    String why = reason.text(output);
    ManagedKey chosen = chosen(session).key();
    session.change(changes -> changes.retire(chosen.id(), why, session.now()));
    KeyAnswer.of(session, chosen.id(), output)
        .say(
            "the "
                + chosen.shown()
                + " is to go; `countersign key explain "
                + origin
                + "` says when");
    return ExitCode.DONE;
  }
}
