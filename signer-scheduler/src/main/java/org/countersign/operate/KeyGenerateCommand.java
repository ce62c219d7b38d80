package org.countersign.operate;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.store.StoredKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key generate}. */
@Command(
    name = "generate",
    description = {
      "Makes a key in the vault that the policy names. It is published by no release before the next"
          + " rollover of its role takes it, so that it can be backed up, or cloned to other tokens,"
          + " before anything depends on it.",
      ""
    },
    footer = {"", "Example:", "  countersign key generate example. --role ksk"})
final class KeyGenerateCommand extends ZoneAction {
  @Option(names = "--role", required = true, paramLabel = "ROLE", description = "zsk, ksk or csk.")
  private KeyRole role;

  @Mixin private ReasonOption reason;

  KeyGenerateCommand(Clock clock) {
    super(clock);
  }

  @Override
  int run(ZoneSession session) {
    String why = reason.text(output);
    ManagedKey made = session.change(changes -> changes.generate(role, why, session.now()));
    List<StoredKey> keys = List.of(new StoredKey(made, Optional.empty()));
    if (output.json()) {
      output.document(KeysJson.of(keys).get(0));
    } else {
      output.out().println("made a " + role.text() + " for " + origin + "; nothing uses it yet");
      KeysText.print(keys, output.out());
    }
    return ExitCode.DONE;
  }
}
