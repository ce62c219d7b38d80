package org.countersign.keystore.pkcs11;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeySpec;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;
import org.countersign.keystore.ImportingVault;
import org.countersign.keystore.PublicHalf;
import org.xipki.pkcs11.wrapper.Session;

/**
 * A vault in hardware behind PKCS#11: one token, or several that hold the same keys under the same
 * ids. Signers take the tokens in turn, and go on with the next one when theirs is lost; a token
 * that is there and holds another key, or none, stops everything (.de 2026). Keys are made in the
 * first token and cloned to the others by the HSM's own means, because they cannot be taken out.
 *
 * <p>The library is loaded when the first key is needed, so that an HSM that is away keeps nothing
 * else from working.
 */
public final class Pkcs11Vault implements ImportingVault {
  private final String name;
  private final TokenRing tokens;
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * A vault over tokens of one library.
   *
   * @param memory a directory of this vault's own for what must outlive the process: refused PINs
   */
  public Pkcs11Vault(String name, Path library, List<TokenSpec> tokens, Path memory) {
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("a vault of no tokens");
    }
    this.name = name;
    this.tokens =
        new TokenRing(
            tokens.stream()
                .map(
                    token ->
                        new TokenAccess(token, library, new PinGuard(token, file(memory, token))))
                .toList());
  }

  /** Any label is a file name this way. */
  private static Path file(Path memory, TokenSpec token) {
    String named = token.label() + token.serial().map(serial -> "/" + serial).orElse("");
    byte[] octets = named.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return memory.resolve("refused-pin-" + HexFormat.of().formatHex(octets));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public VaultKey generate(KeySpec spec, KeyPurpose purpose) {
    KeyReference reference = KeyReference.fresh(TokenScheme.of(spec.algorithm()), random);
    TokenAccess first = tokens.all().get(0);
    try {
      return first.change(
          "make a key",
          session -> {
            KeyObjects.generate(session, spec, reference, purpose.toString());
            return shown(TokenKey.find(session, first.spec(), reference));
          });
    } catch (VaultException e) {
      sweep(first, reference);
      throw e;
    }
  }

  @Override
  public VaultKey store(DnssecAlgorithm algorithm, PrivateKey key, KeyPurpose purpose) {
    byte[] pkcs8 = key.getEncoded();
    if (pkcs8 == null) {
      throw new IllegalArgumentException("a private key that its provider does not give out");
    }
    PrivateKey plain = KeyPairs.privateKey(algorithm, pkcs8);
    byte[] publicKey = PublicHalf.of(algorithm, plain);
    for (VaultKey held : keys()) {
      if (held.algorithm() == algorithm && Arrays.equals(held.publicKey(), publicKey)) {
        throw new VaultException("vault " + name + " holds this key already: " + held.handle());
      }
    }
    KeyReference reference = KeyReference.fresh(TokenScheme.of(algorithm), random);
    try {
      for (TokenAccess token : tokens.all()) {
        token.change(
            "store a key",
            session -> {
              KeyObjects.create(session, plain, publicKey, reference, purpose.toString());
              return null;
            });
      }
    } catch (VaultException e) {
      tokens.all().forEach(token -> sweep(token, reference));
      throw e;
    }
    return key(handle(reference));
  }

  /** Takes away what a key that was not made has left. */
  private void sweep(TokenAccess token, KeyReference reference) {
    try {
      token.change(
          "take away a key that was not finished",
          session -> {
            KeyObjects.sweep(session, reference);
            return null;
          });
    } catch (VaultException e) {
      WrapperLog.LOG.warn("objects under {} may be left: {}", reference, e.getMessage());
    }
  }

  /** Every key in the tokens that are there, once. */
  @Override
  public List<VaultKey> keys() {
    Map<KeyHandle, VaultKey> all = new LinkedHashMap<>();
    tokens
        .onEach(
            token -> token.read("list its keys", session -> TokenKey.all(session, token.spec())))
        .forEach(
            found -> found.forEach(key -> all.putIfAbsent(handle(key.reference()), shown(key))));
    return List.copyOf(all.values());
  }

  /** The key as the first token that is there holds it. */
  @Override
  public VaultKey key(KeyHandle handle) {
    KeyReference reference = own(handle);
    return tokens.onNext(
        0,
        token ->
            token.read(
                "look for " + handle,
                session -> shown(TokenKey.find(session, token.spec(), reference))));
  }

  @Override
  public ZoneSigner open(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    KeyReference reference = signable(handle, nonce);
    int first = turn.getAndIncrement();
    return new TokenSigner(
        reference.scheme(),
        losses ->
            tokens.onNext(
                first + losses, token -> OpenKey.open(token, handle, reference, expected)));
  }

  @Override
  public List<ZoneSigner> openEverywhere(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    KeyReference reference = signable(handle, nonce);
    List<ZoneSigner> open = new ArrayList<>();
    try {
      tokens.onEach(
          token ->
              open.add(
                  new TokenSigner(
                      reference.scheme(),
                      losses -> OpenKey.open(token, handle, reference, expected))));
      return open;
    } catch (RuntimeException e) {
      open.forEach(ZoneSigner::close);
      throw e;
    }
  }

  @Override
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (TokenAccess token : tokens.all()) {
      try {
        token.read("be reached", Session::getSessionInfo);
      } catch (TokenLostException e) {
        missing.add(e.getMessage());
      }
    }
    return missing;
  }

  private KeyReference signable(KeyHandle handle, EcdsaNonce nonce) {
    KeyReference reference = own(handle);
    boolean ecdsa = reference.scheme().keyType() == TokenScheme.ECDSAP256SHA256.keyType();
    if (nonce == EcdsaNonce.DETERMINISTIC && ecdsa) {
      throw new VaultException(
          "vault "
              + name
              + " chooses its own ECDSA nonces: signing.deterministic needs keys in a"
              + " file");
    }
    return reference;
  }

  /**
   * Destroys both objects of the key in every token.
   *
   * @throws VaultException if a token is not there, for it would keep the key
   */
  @Override
  public void destroy(KeyHandle handle, Fingerprint expected) {
    KeyReference reference = own(handle);
    List<TokenAccess> holders = new ArrayList<>();
    for (TokenAccess token : tokens.all()) {
      boolean absent =
          token.read("look for " + handle, session -> TokenKey.absent(session, reference));
      if (!absent) {
        demandBeforeDestruction(token, handle, reference, expected);
        holders.add(token);
      }
    }
    if (holders.isEmpty()) {
      throw new VaultException("vault " + name + " holds no key " + handle.reference());
    }
    for (TokenAccess token : holders) {
      token.change(
          "destroy " + handle,
          session -> {
            KeyObjects.sweep(session, reference);
            return null;
          });
    }
  }

  private void demandBeforeDestruction(
      TokenAccess token, KeyHandle handle, KeyReference reference, Fingerprint expected) {
    var widow = token.read("look for " + handle, session -> TokenKey.widow(session, reference));
    if (widow.isPresent()) {
      OpenKey.compared(token.spec(), handle, widow.get(), expected);
    } else {
      OpenKey.open(token, handle, reference, expected).close();
    }
  }

  private VaultKey shown(TokenKey key) {
    return new VaultKey(
        handle(key.reference()), key.reference().scheme().algorithm(), key.publicKey());
  }

  private KeyHandle handle(KeyReference reference) {
    return new KeyHandle(name, reference.toString());
  }

  private KeyReference own(KeyHandle handle) {
    if (!handle.vault().equals(name)) {
      throw new VaultException(
          "vault " + name + " was asked for " + handle + ", another vault's key");
    }
    return KeyReference.parse(handle.reference());
  }

  /** A signature crosses into hardware and back (.se 2022). */
  @Override
  public boolean verifyAfterSign() {
    return true;
  }

  @Override
  public void close() {
    tokens.all().forEach(TokenAccess::close);
  }
}
