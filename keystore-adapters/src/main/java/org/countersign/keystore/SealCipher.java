package org.countersign.keystore;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OutputEncryptor;

/** The encryption of a sealed file: PBES2 (RFC 8018) with scrypt and AES-256 in CBC mode. */
final class SealCipher {
  private static final int BLOCK = 16;

  private SealCipher() {}

  /** Encrypts with a fresh initialisation vector. */
  static OutputEncryptor encryptor(SealKeys keys, SecureRandom random) {
    byte[] iv = new byte[BLOCK];
    random.nextBytes(iv);
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys, iv);
    AlgorithmIdentifier identifier =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBES2,
            new PBES2Parameters(
                new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, keys.parameters().scrypt()),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv))));
    return new OutputEncryptor() {
      @Override
      public AlgorithmIdentifier getAlgorithmIdentifier() {
        return identifier;
      }

      @Override
      public OutputStream getOutputStream(OutputStream encrypted) {
        return new CipherOutputStream(encrypted, cipher);
      }

      @Override
      public GenericKey getKey() {
        return new GenericKey(identifier, keys.encryptionKey());
      }
    };
  }

  static InputDecryptor decryptor(SealKeys keys, AlgorithmIdentifier identifier) {
    EncryptionScheme scheme = pbes2(identifier).getEncryptionScheme();
    byte[] iv = ASN1OctetString.getInstance(scheme.getParameters()).getOctets();
    Cipher cipher = cipher(Cipher.DECRYPT_MODE, keys, iv);
    return new InputDecryptor() {
      @Override
      public AlgorithmIdentifier getAlgorithmIdentifier() {
        return identifier;
      }

      @Override
      public InputStream getInputStream(InputStream encrypted) {
        return new CipherInputStream(encrypted, cipher);
      }
    };
  }

  /** The scrypt parameters in a file's header. */
  static ScryptParams scrypt(AlgorithmIdentifier identifier) {
    return ScryptParams.getInstance(pbes2(identifier).getKeyDerivationFunc().getParameters());
  }

  private static PBES2Parameters pbes2(AlgorithmIdentifier identifier) {
    if (identifier.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      PBES2Parameters parameters = PBES2Parameters.getInstance(identifier.getParameters());
      var kdf = parameters.getKeyDerivationFunc().getAlgorithm();
      var scheme = parameters.getEncryptionScheme().getAlgorithm();
      if (kdf.equals(MiscObjectIdentifiers.id_scrypt)
          && scheme.equals(NISTObjectIdentifiers.id_aes256_CBC)) {
        return parameters;
      }
    }
    throw new IllegalArgumentException(
        "it is a PKCS#12 file of another program: not sealed by scrypt and AES-256-CBC");
  }

  private static Cipher cipher(int mode, SealKeys keys, byte[] iv) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(mode, new SecretKeySpec(keys.encryptionKey(), "AES"), new IvParameterSpec(iv));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("AES-256-CBC cannot be used: " + e.getMessage(), e);
    }
  }
}
