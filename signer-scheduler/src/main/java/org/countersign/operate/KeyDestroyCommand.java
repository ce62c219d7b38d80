package org.countersign.operate;

import java.io.Console;
import java.time.Clock;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.store.StoredKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key destroy}. */
@Command(
    name = "destroy",
    description = {
      "Destroys the private half of a retired key, for good. Every record of the key must be hidden:"
          + " nothing anywhere speaks for it any more. Its public half and its tag stay known for"
          + " ever.",
      ""
    })
final class KeyDestroyCommand extends KeyAction {
  @Option(
      names = "--confirm",
      paramLabel = "FINGERPRINT",
      description = "The key's whole fingerprint, 64 digits; asked for on a terminal otherwise.")
  private String confirmation;

  @Mixin private ReasonOption reason;

  KeyDestroyCommand(Clock clock) {
    super(clock);
  }

  @Override
  int run(ZoneSession session) {
    String why = reason.text(output);
    StoredKey stored = chosen(session);
    ManagedKey chosen = stored.key();
    if (stored.destroyedAt().isPresent()) {
      throw output.wrongUsage(
          "the " + chosen.shown() + " was destroyed " + Moments.text(stored.destroyedAt().get()));
    }
    confirm(chosen);
    session.change(
        changes -> {
          changes.destroy(chosen.id(), why, session.now());
          return null;
        });
    KeyAnswer.of(session, chosen.id(), output).say("the " + chosen.shown() + " is destroyed");
    return ExitCode.DONE;
  }

  private void confirm(ManagedKey chosen) {
    Fingerprint fingerprint = chosen.dnskey().fingerprint();
    String said = confirmation == null ? ask(chosen) : confirmation;
    if (said == null || !said.strip().equalsIgnoreCase(fingerprint.hex())) {
      throw output.wrongUsage(
          "what is destroyed does not come back: give --confirm with the whole fingerprint of the "
              + chosen.shown()
              + ", as `countersign key list "
              + origin
              + " --json` shows it; nothing was destroyed");
    }
  }

  private String ask(ManagedKey chosen) {
    Console console = System.console();
    return console == null || output.json()
        ? null
        : console.readLine("Whole fingerprint of the %s to destroy: ", chosen.shown());
  }
}
