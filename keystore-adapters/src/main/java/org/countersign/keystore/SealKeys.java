package org.countersign.keystore;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.countersign.keys.Secret;

/**
 * The two keys that a passphrase gives for one sealed file, derived once when it is opened and kept
 * instead of the passphrase; wiped when closed.
 */
final class SealKeys implements AutoCloseable {
  /** Octets of an AES-256 key. */
  static final int ENCRYPTION_KEY = 32;

  private static final int MAC_BITS = 512;

  private final SealParameters parameters;
  private final byte[] encryptionKey;
  private final byte[] macKey;

  private SealKeys(SealParameters parameters, byte[] encryptionKey, byte[] macKey) {
    this.parameters = parameters;
    this.encryptionKey = encryptionKey;
    this.macKey = macKey;
  }

  static SealKeys derive(SealParameters parameters, Secret passphrase) {
    char[] chars = passphrase.reveal();
    ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
    byte[] octets = new byte[utf8.remaining()];
    utf8.get(octets);
    byte[] bmp = PBEParametersGenerator.PKCS12PasswordToBytes(chars);
    try {
      // Side by side: a person waits for both.
      var macKey = CompletableFuture.supplyAsync(() -> pkcs12(parameters, bmp));
      return new SealKeys(parameters, scrypt(parameters, octets), macKey.join());
    } finally {
      Arrays.fill(chars, '\0');
      Arrays.fill(utf8.array(), (byte) 0);
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(bmp, (byte) 0);
    }
  }

  private static byte[] scrypt(SealParameters p, byte[] passphrase) {
    return SCrypt.generate(
        passphrase, p.salt(), p.cost(), p.blockSize(), p.parallelism(), ENCRYPTION_KEY);
  }

  private static byte[] pkcs12(SealParameters p, byte[] passphrase) {
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA512Digest());
    generator.init(passphrase, p.macSalt(), p.macIterations());
    return ((KeyParameter) generator.generateDerivedMacParameters(MAC_BITS)).getKey();
  }

  SealParameters parameters() {
    return parameters;
  }

  byte[] encryptionKey() {
    return encryptionKey;
  }

  /** HMAC-SHA-512 of what the file's integrity covers. */
  byte[] mac(byte[] content) {
    HMac hmac = new HMac(new SHA512Digest());
    hmac.init(new KeyParameter(macKey));
    hmac.update(content, 0, content.length);
    byte[] mac = new byte[hmac.getMacSize()];
    hmac.doFinal(mac, 0);
    return mac;
  }

  @Override
  public void close() {
    Arrays.fill(encryptionKey, (byte) 0);
    Arrays.fill(macKey, (byte) 0);
  }

  /** Never the keys. */
  @Override
  public String toString() {
    return "SealKeys(hidden)";
  }
}
