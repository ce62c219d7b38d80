package org.countersign.keystore;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultException;

/**
 * Writes private keys in clear, mode 0600, into a directory of BIND key files: for an operator who
 * moves to another signer, or keeps a copy. All keys of one export are written, or none.
 */
public final class BindExport {
  private final Path directory;
  private final Clock clock;

  public BindExport(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** One key to write, and where it is. */
  public record Item(KeyVault vault, KeyHandle handle, Fingerprint fingerprint, BindKeyText text) {}

  /**
   * Writes the keys.
   *
   * @return file names without their endings, in the order of the items
   * @throws VaultException if a vault does not give its keys away, holds another key than it
   *     should, or a file of a key's name exists; nothing is written then
   */
  public List<String> write(List<Item> items) {
    List<StoredKey> keys = items.stream().map(BindExport::take).toList();
    List<String> written = new ArrayList<>();
    try (BindKeyDirectory target = new BindKeyDirectory("export", directory, clock)) {
      for (int i = 0; i < keys.size(); i++) {
        try {
          written.add(target.export(keys.get(i), items.get(i).text()));
        } catch (VaultException e) {
          written.forEach(base -> target.remove(base, null));
          throw e;
        }
      }
    }
    return written;
  }

  private static StoredKey take(Item item) {
    if (!(item.vault() instanceof SoftwareVault vault)) {
      throw new VaultException(
          "vault "
              + item.vault().name()
              + " does not give its private keys away: a key that was made in a token stays there."
              + " Only keys of file vaults can be exported; BIND can use the token itself, see"
              + " dnssec-keyfromlabel");
    }
    return vault.expected(item.handle(), item.fingerprint());
  }
}
