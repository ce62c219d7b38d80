package org.countersign.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.adopt.FoundKey;

/**
 * A vault of ours that holds the zone's keys already, such as the tokens that another signer uses.
 * Its keys are those whose public halves are served; they stay where they are.
 */
final class VaultKeySource implements KeySource {
  private final KeyVault vault;
  private final List<String> ids;
  private final List<Dnskey> served;

  /**
   * @param ids first digits of the ids of objects to look at; empty for all
   */
  VaultKeySource(KeyVault vault, List<String> ids, List<Dnskey> served) {
    this.vault = vault;
    this.ids = ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList();
    this.served = served;
  }

  @Override
  public List<FoundKey> found() {
    List<VaultKey> held = vault.keys().stream().filter(this::asked).toList();
    List<FoundKey> found = new ArrayList<>();
    for (Dnskey key : served) {
      List<VaultKey> same =
          held.stream().filter(h -> h.fingerprint().equals(key.fingerprint())).toList();
      if (same.size() > 1) {
        throw new VaultException(
            "vault "
                + vault.name()
                + " holds the key "
                + key.fingerprint()
                + " "
                + same.size()
                + " times: say by --id which is meant, of "
                + same.stream().map(h -> h.handle().reference()).toList());
      }
      if (!same.isEmpty()) {
        found.add(FoundKey.unreported(key, Optional.of(same.get(0).handle())));
      }
    }
    if (found.isEmpty()) {
      throw new VaultException(
          "of the "
              + held.size()
              + " keys looked at in vault "
              + vault.name()
              + " none is in the served DNSKEY RRset");
    }
    return found;
  }

  private boolean asked(VaultKey key) {
    String reference = key.handle().reference();
    String id = reference.substring(reference.indexOf('-') + 1);
    return ids.isEmpty() || ids.stream().anyMatch(id::startsWith);
  }

  @Override
  public KeyHandle bring(KeyHandle found, KeyRole role) {
    return found;
  }

  @Override
  public void undo() {
    // Nothing was brought.
  }

  @Override
  public String text() {
    return "vault " + vault.name();
  }

  @Override
  public void close() {
    // The vault is the installation's.
  }
}
