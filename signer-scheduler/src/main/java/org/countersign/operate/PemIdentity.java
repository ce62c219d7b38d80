package org.countersign.operate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A server's TLS identity out of PEM files. */
final class PemIdentity {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  private PemIdentity() {}

  /**
   * @param chain certificates, the server's own first
   * @param key PKCS#8, not encrypted, readable by its owner only
   * @throws IOException if one of them cannot be used
   */
  static SslContextFactory.Server of(Path chain, Path key) throws IOException {
    try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(chain))) {
      Certificate[] certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(new Certificate[0]);
      if (certificates.length == 0) {
        throw new IOException(chain + " holds no certificate");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] none = new char[0];
      store.setKeyEntry(
          "server", key(key, certificates[0].getPublicKey().getAlgorithm()), none, certificates);
      SslContextFactory.Server tls = new SslContextFactory.Server();
      tls.setKeyStore(store);
      tls.setKeyStorePassword("");
      tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
      tls.setSniRequired(false);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          chain + " and " + key + " cannot be used for TLS: " + e.getMessage(), e);
    }
  }

  private static PrivateKey key(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    demandOwnerOnly(file);
    Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new IOException(
          file + " holds no private key in PKCS#8; `openssl pkcs8 -topk8 -nocrypt` makes one");
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (InvalidKeySpecException e) {
      throw new IOException(file + " is no " + algorithm + " key, which the certificate is for", e);
    }
  }

  private static void demandOwnerOnly(Path file) throws IOException {
    boolean open =
        Files.getPosixFilePermissions(file).stream()
            .anyMatch(p -> p.name().startsWith("GROUP") || p.name().startsWith("OTHERS"));
    if (open) {
      throw new IOException(file + " may be read by others than its owner: chmod 600 it");
    }
  }
}
