package org.countersign.keystore;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeySpec;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;

/**
 * A directory of BIND key files as a vault: {@code K<name>+<algorithm>+<tag>.key} and {@code
 * .private}, which dnssec-keygen, ldns-keygen and Knot's keymgr read and write. The private halves
 * are in clear, with mode 0600. A handle's reference is the file name without its ending.
 *
 * <p>BIND's file names have no room for two keys of one zone with one algorithm and tag: the second
 * is refused when it is stored.
 */
public final class BindKeyDirectory extends SoftwareVault {
  private static final int FRESH_NAMES = 100;

  private final BindKeyFiles files;
  private final Clock clock;

  /**
   * @param clock dates the keys that are made here
   * @throws VaultException if there is no such directory
   */
  public BindKeyDirectory(String name, Path directory, Clock clock) {
    super(name);
    this.files = new BindKeyFiles(directory);
    this.clock = clock;
  }

  /** The keys of one zone, those without a private half too. Files of other zones are not read. */
  public List<BindKey> keysFor(Name zone) {
    return files.bases(name -> name.isFor(zone)).stream()
        .flatMap(base -> bindKey(base).stream())
        .filter(key -> key.owner().equals(zone))
        .toList();
  }

  /** Every key with a private half; keys of algorithms that are not known here are left out. */
  @Override
  public List<VaultKey> keys() {
    return files.bases(name -> DnssecAlgorithm.of(name.algorithm()).isPresent()).stream()
        .flatMap(base -> bindKey(base).stream())
        .filter(BindKey::signable)
        .map(key -> key(key.handle()))
        .toList();
  }

  private Optional<BindKey> bindKey(String base) {
    return files.publicHalf(base).map(half -> bindKey(base, half));
  }

  /** A private file's dates come before the comments of the public one, which may be older. */
  private BindKey bindKey(String base, BindPublicFile half) {
    Optional<BindPrivateFile> privateHalf = files.privateHalf(base);
    Optional<BindState> state = files.state(base);
    BindTiming timing = privateHalf.map(BindPrivateFile::timing).orElse(half.timing());
    return new BindKey(
        handle(base),
        half.owner(),
        half.dnskey(),
        state.map(s -> timing.or(s.timing())).orElse(timing),
        state,
        privateHalf.isPresent());
  }

  @Override
  StoredKey at(String reference) {
    BindPublicFile half =
        files
            .publicHalf(reference)
            .orElseThrow(() -> new VaultException(files.describe(reference) + " is no zone's key"));
    StoredKey key =
        files
            .privateHalf(reference)
            .orElseThrow(
                () -> new VaultException(files.describe(reference) + " has no .private file"))
            .storedKey();
    Dnskey dnskey = half.dnskey();
    boolean same =
        dnskey.algorithm() == key.algorithm().number()
            && Arrays.equals(dnskey.publicKey(), key.publicKey());
    if (!same) {
      throw new VaultException(
          files.describe(reference)
              + ": the .key and the .private file are two different keys; put the right pair back");
    }
    return key;
  }

  /** Makes another key where a file of the new one's name exists: nothing is overwritten. */
  @Override
  public VaultKey generate(KeySpec spec, KeyPurpose purpose) {
    for (int i = 0; i < FRESH_NAMES; i++) {
      StoredKey key = StoredKey.generate(spec);
      if (!files.exists(base(key, purpose))) {
        return key.at(handle(add(key, purpose)));
      }
    }
    throw new VaultException(
        FRESH_NAMES + " new keys for " + purpose + " all had file names that exist in " + files);
  }

  @Override
  String add(StoredKey key, KeyPurpose purpose) {
    Dnskey dnskey = dnskey(key, purpose);
    BindTiming timing = BindTiming.from(clock.instant());
    return export(
        key, new BindKeyText(purpose.zone(), dnskey, Optional.empty(), timing, Optional.empty()));
  }

  /**
   * Writes a key with its flags, dates and states as given.
   *
   * @return its file name without the ending
   * @throws VaultException if a file of that name exists
   */
  String export(StoredKey key, BindKeyText text) {
    Dnskey dnskey = text.dnskey();
    boolean same =
        dnskey.algorithm() == key.algorithm().number()
            && Arrays.equals(dnskey.publicKey(), key.publicKey());
    if (!same) {
      throw new IllegalArgumentException("the private key is not that of " + dnskey);
    }
    String base = BindFileName.of(text.zone(), dnskey).toString();
    files.write(
        base,
        new BindKeyFiles.Texts(
            new BindPublicFile(text.zone(), text.ttl(), dnskey, text.timing()).format(),
            BindPrivateFile.format(key, text.timing()),
            text.state().map(s -> s.format(text.zone(), dnskey.tag()))));
    return base;
  }

  private static String base(StoredKey key, KeyPurpose purpose) {
    return BindFileName.of(purpose.zone(), dnskey(key, purpose)).toString();
  }

  private static Dnskey dnskey(StoredKey key, KeyPurpose purpose) {
    return Dnskey.zoneKey(key.algorithm(), purpose.role().signsKeys(), key.publicKey());
  }

  @Override
  void remove(String reference, StoredKey key) {
    files.delete(reference);
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
