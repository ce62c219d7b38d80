package org.countersign.keystore;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCSException;

/**
 * The octets of a sealed file: PKCS#12 (RFC 7292) in password integrity and privacy mode, one
 * encrypted safe with every key in it, HMAC-SHA-512 over the whole. One safe means one key
 * derivation, however many keys there are.
 */
final class SealedBags {
  private static final AlgorithmIdentifier SHA512 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512, DERNull.INSTANCE);

  private final byte[] content;
  private final EncryptedData safe;
  private final SealParameters parameters;
  private final byte[] mac;

  /**
   * Reads the frame; nothing is decrypted yet.
   *
   * @throws IllegalArgumentException if it is cut, or not a file of ours
   */
  SealedBags(byte[] octets) {
    try {
      PKCS12PfxPdu pdu = new PKCS12PfxPdu(octets);
      Pfx pfx = pdu.toASN1Structure();
      ContentInfo[] safes = pdu.getContentInfos();
      boolean ours =
          pfx.getAuthSafe().getContentType().equals(PKCSObjectIdentifiers.data)
              && safes.length == 1
              && safes[0].getContentType().equals(PKCSObjectIdentifiers.encryptedData)
              && pdu.hasMac()
              && pfx.getMacData().getMac().getAlgorithmId().equals(SHA512);
      if (!ours) {
        throw new NotOurs("it is a PKCS#12 file of another program");
      }
      content = content(pfx);
      safe = EncryptedData.getInstance(safes[0].getContent());
      MacData macData = pfx.getMacData();
      mac = macData.getMac().getDigest();
      parameters =
          SealParameters.of(
              SealCipher.scrypt(safe.getEncryptionAlgorithm()),
              macData.getSalt(),
              macData.getIterationCount().intValueExact());
    } catch (NotOurs e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "it is not a whole PKCS#12 file (" + octets.length + " octets): cut or damaged", e);
    }
  }

  SealParameters parameters() {
    return parameters;
  }

  /** Whether these keys made the file, as it is now. */
  boolean madeBy(SealKeys keys) {
    return MessageDigest.isEqual(mac, keys.mac(content));
  }

  /**
   * Decrypts the keys.
   *
   * @throws IllegalArgumentException if a key in it is not usable
   */
  List<SealedEntry> open(SealKeys keys) {
    try {
      var factory =
          new PKCS12SafeBagFactory(
              new ContentInfo(PKCSObjectIdentifiers.encryptedData, safe),
              identifier -> SealCipher.decryptor(keys, identifier));
      List<SealedEntry> entries = new ArrayList<>();
      for (PKCS12SafeBag bag : factory.getSafeBags()) {
        entries.add(SealedEntry.of(bag));
      }
      return entries;
    } catch (IOException | PKCSException e) {
      throw new IllegalArgumentException("its content cannot be read: " + e.getMessage(), e);
    }
  }

  static byte[] seal(List<SealedEntry> entries, SealKeys keys, SecureRandom random)
      throws IOException {
    PKCS12SafeBag[] bags = new PKCS12SafeBag[entries.size()];
    for (int i = 0; i < bags.length; i++) {
      bags[i] = entries.get(i).toBag();
    }
    try {
      Pfx bare =
          new PKCS12PfxPduBuilder()
              .addEncryptedData(SealCipher.encryptor(keys, random), bags)
              .build(null, null)
              .toASN1Structure();
      SealParameters parameters = keys.parameters();
      DigestInfo mac = new DigestInfo(SHA512, keys.mac(content(bare)));
      MacData macData = new MacData(mac, parameters.macSalt(), parameters.macIterations());
      return new Pfx(bare.getAuthSafe(), macData).getEncoded();
    } catch (PKCSException e) {
      throw new IOException("cannot put the keys into PKCS#12", e);
    }
  }

  private static byte[] content(Pfx pfx) {
    return ASN1OctetString.getInstance(pfx.getAuthSafe().getContent()).getOctets();
  }

  /** Whole PKCS#12, but nothing we wrote. */
  private static final class NotOurs extends IllegalArgumentException {
    NotOurs(String message) {
      super(message);
    }
  }
}
