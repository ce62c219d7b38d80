package org.countersign.testing;

import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.keys.Crypto;
import org.countersign.keys.DnskeyCodec;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVault;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;

/**
 * Keys for tests of the core, which knows no vault of its own; Ed25519 and RSA repeat themselves.
 */
public final class TestKeys implements KeyVault {
  private static final String NAME = "test";

  private final Map<KeyHandle, KeyPair> pairs = new LinkedHashMap<>();
  private final Map<KeyHandle, VaultKey> shown = new LinkedHashMap<>();
  private final List<PlannedKey> planned = new ArrayList<>();

  /** A KSK and a ZSK. */
  public static TestKeys pair(DnssecAlgorithm algorithm) {
    return new TestKeys().with(KeyRole.KSK, algorithm).with(KeyRole.ZSK, algorithm);
  }

  public TestKeys with(KeyRole role, DnssecAlgorithm algorithm) {
    plan(role, algorithm, KeyPairs.generate(new KeySpec(algorithm, 1024)));
    return this;
  }

  /** Two ZSKs with one key tag; both sign. */
  public TestKeys withTwins(DnssecAlgorithm algorithm) {
    Map<KeyTag, KeyPair> seen = new LinkedHashMap<>();
    while (true) {
      KeyPair fresh = KeyPairs.generate(KeySpec.of(algorithm));
      byte[] field = DnskeyCodec.encode(algorithm, fresh.getPublic());
      KeyPair twin = seen.put(Dnskey.zoneKey(algorithm, false, field).tag(), fresh);
      if (twin != null) {
        plan(KeyRole.ZSK, algorithm, twin);
        plan(KeyRole.ZSK, algorithm, fresh);
        return this;
      }
    }
  }

  /** The same vault with the n-th key left out of the plan. */
  public TestKeys without(int n) {
    TestKeys fewer = new TestKeys();
    fewer.pairs.putAll(pairs);
    fewer.shown.putAll(shown);
    fewer.planned.addAll(planned);
    fewer.planned.remove(n);
    return fewer;
  }

  private void plan(KeyRole role, DnssecAlgorithm algorithm, KeyPair pair) {
    KeyHandle handle = new KeyHandle(NAME, "key" + pairs.size());
    VaultKey key = new VaultKey(handle, algorithm, DnskeyCodec.encode(algorithm, pair.getPublic()));
    pairs.put(handle, pair);
    shown.put(handle, key);
    planned.add(new PlannedKey(KeyId.random(), role, key.dnskey(role), true, true, handle));
  }

  public List<PlannedKey> planned() {
    return planned;
  }

  public SigningPlan plan() {
    return SigningPlan.of(planned);
  }

  public List<Dnskey> dnskeys() {
    return planned.stream().map(PlannedKey::dnskey).toList();
  }

  public KeyVaults vaults() {
    return KeyVaults.of(this);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public VaultKey generate(KeySpec spec, KeyPurpose purpose) {
    with(purpose.role(), spec.algorithm());
    return shown.get(planned.get(planned.size() - 1).handle());
  }

  @Override
  public List<VaultKey> keys() {
    return List.copyOf(shown.values());
  }

  @Override
  public VaultKey key(KeyHandle handle) {
    return shown.get(handle);
  }

  @Override
  public ZoneSigner open(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    VaultKey key = shown.get(handle);
    if (key == null || !key.fingerprint().equals(expected)) {
      throw new VaultException("no key " + expected + " at " + handle);
    }
    try {
      Signature signature = Crypto.fastest().signature(key.algorithm());
      signature.initSign(pairs.get(handle).getPrivate());
      return signer(signature);
    } catch (InvalidKeyException e) {
      throw new VaultException("unusable key at " + handle, e);
    }
  }

  private static ZoneSigner signer(Signature signature) {
    return new ZoneSigner() {
      @Override
      public byte[] sign(byte[] data, int from, int to) {
        try {
          signature.update(data, from, to - from);
          return signature.sign();
        } catch (SignatureException e) {
          throw new VaultException("signing failed", e);
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void destroy(KeyHandle handle, Fingerprint expected) {
    pairs.remove(handle);
    shown.remove(handle);
  }

  @Override
  public void close() {
    // nothing is open between signatures
  }
}
