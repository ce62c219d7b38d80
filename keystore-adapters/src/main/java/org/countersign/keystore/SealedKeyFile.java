package org.countersign.keystore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.Secret;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;

/**
 * A vault in one file that a passphrase opens: PKCS#12, encrypted by AES-256 under scrypt and
 * protected by HMAC-SHA-512; openssl reads it. Every change reads the file anew under a lock and
 * replaces it whole, so that two processes lose none of each other's keys, a crash leaves the old
 * or the new file, and a file that cannot be read is never written over.
 */
public final class SealedKeyFile extends SoftwareVault {
  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private final SealKeys sealKeys;
  private List<SealedEntry> entries = List.of();
  private Object seen;

  private SealedKeyFile(String name, Path file, SealKeys sealKeys) {
    super(name);
    this.file = file;
    this.sealKeys = sealKeys;
  }

  /**
   * Opens a file; the passphrase is the caller's to close.
   *
   * @throws VaultException if there is none, the passphrase does not open it, or it is damaged
   */
  public static SealedKeyFile open(String name, Path file, Secret passphrase) {
    Path real = realPath(file);
    SealedBags bags = SealedFrame.read(real);
    SealKeys keys = SealKeys.derive(bags.parameters(), passphrase);
    if (!bags.madeBy(keys)) {
      keys.close();
      throw new VaultException(
          "the passphrase does not open "
              + file
              + ": it is another one, or the file was changed after it was written");
    }
    SealedKeyFile vault = new SealedKeyFile(name, real, keys);
    vault.refresh();
    return vault;
  }

  /**
   * Makes an empty file, mode 0600, and opens it.
   *
   * @throws VaultException if the file exists, its directory does not, or the passphrase is empty
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static SealedKeyFile create(String name, Path file, Secret passphrase) {
    if (passphrase.isEmpty()) {
      throw new VaultException("an empty passphrase seals nothing: choose one for " + file);
    }
    SecureRandom random = new SecureRandom();
    try (WriterLock lock = WriterLock.on(file.toAbsolutePath())) {
      if (Files.exists(file)) {
        throw new VaultException(file + " exists and is not replaced: open it, or move it away");
      }
      try (SealKeys keys = SealKeys.derive(SealParameters.fresh(random), passphrase)) {
        SealedFrame.write(file, SealedBags.seal(List.of(), keys, random));
      }
    } catch (IOException e) {
      throw new VaultException("cannot make " + file + ": " + e, e);
    }
    return open(name, file, passphrase); // which shows that it can be opened
  }

  /** Opens the file, or makes it where there is none. */
  public static SealedKeyFile openOrCreate(String name, Path file, Secret passphrase) {
    return Files.exists(file) ? open(name, file, passphrase) : create(name, file, passphrase);
  }

  /** A link is followed once, so that rewriting replaces the file and not the link. */
  private static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new VaultException("there is no key file " + file + ": make one, or check the path", e);
    }
  }

  @Override
  synchronized StoredKey at(String reference) {
    refreshIfChanged();
    List<SealedEntry> found =
        entries.stream().filter(entry -> entry.reference().equals(reference)).toList();
    if (found.size() != 1) {
      throw new VaultException(
          file + " holds " + found.size() + " keys under " + reference + "; exactly one is needed");
    }
    return found.get(0).key();
  }

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  synchronized String add(StoredKey key, KeyPurpose purpose) {
    try (WriterLock lock = WriterLock.on(file)) {
      refresh();
      for (SealedEntry entry : entries) {
        if (entry.key().isSameAs(key)) {
          throw new VaultException(file + " holds this key already: " + entry.reference());
        }
      }
      SealedEntry added = new SealedEntry(UUID.randomUUID().toString(), purpose.toString(), key);
      List<SealedEntry> more = new ArrayList<>(entries);
      more.add(added);
      rewrite(more);
      return added.reference();
    }
  }

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  synchronized void remove(String reference, StoredKey key) {
    try (WriterLock lock = WriterLock.on(file)) {
      refresh();
      rewrite(
          entries.stream()
              .filter(e -> !(e.reference().equals(reference) && e.key().isSameAs(key)))
              .toList());
    }
  }

  @Override
  public synchronized List<VaultKey> keys() {
    refreshIfChanged();
    return entries.stream().map(entry -> entry.key().at(handle(entry.reference()))).toList();
  }

  private void rewrite(List<SealedEntry> next) {
    try {
      SealedFrame.write(file, SealedBags.seal(next, sealKeys, random));
    } catch (IOException e) {
      throw new VaultException("cannot write " + file + ", which is as it was: " + e, e);
    }
    refresh();
  }

  /** Another process may have added or destroyed keys since. */
  private void refreshIfChanged() {
    if (!identity().equals(seen)) {
      refresh();
    }
  }

  private void refresh() {
    Object now = identity();
    SealedBags bags = SealedFrame.read(file);
    if (!bags.parameters().equals(sealKeys.parameters()) || !bags.madeBy(sealKeys)) {
      throw new VaultException(
          file + " was sealed anew or altered since it was opened: open it again");
    }
    entries = SealedFrame.open(file, bags, sealKeys);
    seen = now;
  }

  /** Changes whenever the file is replaced: the inode is another one. */
  private Object identity() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(
          String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
    } catch (IOException e) {
      throw new VaultException("the key file " + file + " is gone: " + e, e);
    }
  }

  @Override
  public synchronized void close() {
    sealKeys.close();
    entries = List.of();
    seen = null;
  }
}
