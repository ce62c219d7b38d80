package org.countersign.operate;

import java.time.Clock;
import java.util.List;
import org.countersign.store.StoredKey;
import picocli.CommandLine.Command;

/** {@code key list}. */
@Command(
    name = "list",
    description = {"Lists every key a zone ever had, oldest first.", ""})
final class KeyListCommand extends ZoneAction {
  KeyListCommand(Clock clock) {
    super(clock);
  }

  @Override
  int run(ZoneSession session) {
    List<StoredKey> keys = session.keys();
    if (output.json()) {
      output.document(KeysJson.of(keys));
    } else {
      KeysText.print(keys, output.out());
      KeysText.dates(keys, output.out());
    }
    return ExitCode.DONE;
  }
}
