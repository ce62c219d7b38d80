package org.countersign.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.adopt.FoundKey;
import org.countersign.keystore.BindKey;
import org.countersign.keystore.BindKeyDirectory;
import org.countersign.keystore.BindReports;
import org.countersign.keystore.ImportingVault;
import org.countersign.keystore.KeyTransfer;

/** A directory of BIND key files. */
final class BindKeySource implements KeySource {
  private final ZoneSession session;
  private final Path path;
  private final BindKeyDirectory directory;
  private final List<VaultKey> brought = new ArrayList<>();

  BindKeySource(ZoneSession session, Path path, Clock clock) {
    this.session = session;
    this.path = path;
    this.directory = new BindKeyDirectory("import", path, clock);
  }

  @Override
  public List<FoundKey> found() {
    Name zone = session.origin();
    Instant now = session.now();
    List<BindKey> keys = directory.keysFor(zone);
    if (keys.isEmpty()) {
      throw new VaultException(
          path
              + " has no key of "
              + zone
              + ": files K"
              + zone
              + "+<algorithm>+<tag>.key are needed");
    }
    keys.stream().filter(BindKey::signable).forEach(key -> directory.key(key.handle()));
    BindReports reports = new BindReports(keys, now);
    return keys.stream()
        .map(k -> reports.found(k, k.signable() ? Optional.of(k.handle()) : Optional.empty()))
        .toList();
  }

  /** One that an import which was cut off has left in the vault is taken from there. */
  @Override
  public KeyHandle bring(KeyHandle found, KeyRole role) {
    ImportingVault vault = target(role);
    Fingerprint wanted = directory.key(found).fingerprint();
    for (VaultKey held : vault.keys()) {
      if (held.fingerprint().equals(wanted)) {
        return held.handle();
      }
    }
    VaultKey copy =
        KeyTransfer.copy(directory, found, vault, new KeyPurpose(session.origin(), role));
    brought.add(copy);
    return copy.handle();
  }

  private ImportingVault target(KeyRole role) {
    KeyVault vault = session.vaults().vault(session.policy().keys().vaultOf(role.signsKeys()));
    if (vault instanceof ImportingVault importing) {
      return importing;
    }
    throw new VaultException("vault " + vault.name() + " takes no keys from outside");
  }

  @Override
  public void undo() {
    brought.forEach(
        key ->
            session.vaults().vault(key.handle().vault()).destroy(key.handle(), key.fingerprint()));
    brought.clear();
  }

  @Override
  public String text() {
    return path.toString();
  }

  @Override
  public void close() {
    directory.close();
  }
}
