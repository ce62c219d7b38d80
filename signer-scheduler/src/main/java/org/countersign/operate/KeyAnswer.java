package org.countersign.operate;

import java.util.List;
import org.countersign.keys.KeyId;
import org.countersign.store.StoredKey;

/** What a command that changed one key answers: a sentence, and the key as it is now. */
final class KeyAnswer {
  private final OutputOptions output;
  private final StoredKey key;

  private KeyAnswer(OutputOptions output, StoredKey key) {
    this.output = output;
    this.key = key;
  }

  static KeyAnswer of(ZoneSession session, KeyId id, OutputOptions output) {
    return new KeyAnswer(
        output,
        session.keys().stream().filter(k -> k.key().id().equals(id)).findFirst().orElseThrow());
  }

  void say(String sentence) {
    if (output.json()) {
      output.document(KeysJson.of(List.of(key)).get(0));
    } else {
      output.out().println(sentence);
      KeysText.print(List.of(key), output.out());
    }
  }
}
