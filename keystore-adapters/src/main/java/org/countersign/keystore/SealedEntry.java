package org.countersign.keystore;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyPairs;

/**
 * One key in a sealed file: a PKCS#12 key bag. Its localKeyId is the handle's reference, its
 * friendlyName the label, and a private attribute holds the DNSSEC algorithm, which the key itself
 * does not tell (8 and 10 are both RSA), and the public key.
 *
 * @param label for people who look into the file with other tools
 */
record SealedEntry(String reference, String label, StoredKey key) {
  /** Under the arc for UUIDs (X.667), which nobody has to assign. */
  private static final ASN1ObjectIdentifier DNSSEC_KEY =
      new ASN1ObjectIdentifier("2.25.214360713902386291571837459120374651823");

  PKCS12SafeBag toBag() throws IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.privateKey().getEncoded());
    byte[] id = reference.getBytes(StandardCharsets.US_ASCII);
    ASN1Encodable[] dnssec = {
      new ASN1Integer(key.algorithm().number()), new DEROctetString(key.publicKey())
    };
    return new PKCS12SafeBagBuilder(info)
        .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, new DEROctetString(id))
        .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(label))
        .addBagAttribute(DNSSEC_KEY, new DERSequence(dnssec))
        .build();
  }

  /**
   * Reads a bag.
   *
   * @throws IllegalArgumentException if it is not one of ours, or its halves do not agree
   */
  static SealedEntry of(PKCS12SafeBag bag) throws IOException {
    if (!(bag.getBagValue() instanceof PrivateKeyInfo info)) {
      throw new IllegalArgumentException("it holds a bag that is not a private key");
    }
    String id =
        new String(
            ASN1OctetString.getInstance(value(bag, PKCSObjectIdentifiers.pkcs_9_at_localKeyId))
                .getOctets(),
            StandardCharsets.US_ASCII);
    String label =
        DERBMPString.getInstance(value(bag, PKCSObjectIdentifiers.pkcs_9_at_friendlyName))
            .getString();
    ASN1Sequence dnssec = ASN1Sequence.getInstance(value(bag, DNSSEC_KEY));
    BigInteger number = ASN1Integer.getInstance(dnssec.getObjectAt(0)).getValue();
    DnssecAlgorithm algorithm = DnssecAlgorithm.parse(number.toString());
    StoredKey key = StoredKey.of(algorithm, KeyPairs.privateKey(algorithm, info.getEncoded()));
    byte[] publicKey = ASN1OctetString.getInstance(dnssec.getObjectAt(1)).getOctets();
    if (!Arrays.equals(publicKey, key.publicKey())) {
      throw new IllegalArgumentException("key " + id + " is not the one its public half names");
    }
    return new SealedEntry(id, label, key);
  }

  private static ASN1Encodable value(PKCS12SafeBag bag, ASN1ObjectIdentifier type) {
    for (Attribute attribute : bag.getAttributes()) {
      if (attribute.getAttrType().equals(type) && attribute.getAttributeValues().length == 1) {
        return attribute.getAttributeValues()[0];
      }
    }
    throw new IllegalArgumentException("it holds a key that Countersign did not put there");
  }
}
