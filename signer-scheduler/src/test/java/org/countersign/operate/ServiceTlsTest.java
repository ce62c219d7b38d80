package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTlsTest {
  @TempDir Path directory;

  @Test
  void httpsAnswersWithTheConfiguredCertificate() throws Exception {
    Path chain = directory.resolve("chain.pem");
    Path key = directory.resolve("key.pem");
    OutsideTool.demand("openssl")
        .run(
            directory,
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-days",
            "2",
            "-keyout",
            key.toString(),
            "-out",
            chain.toString())
        .expectSuccess();
    try (Site site = new Site(directory)) {
      site.configure("http: {port: 0, certificate: '" + chain + "', key: '" + key + "'}\n");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
      assertThatThrownBy(() -> new RunningNode(site)).hasMessageContaining("chmod 600");

      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      try (ServeProcess serve = ServeProcess.start(site.config())) {
        String said = serve.awaitLine("HTTPS on").get("formattedMessage").asText();
        String port = said.substring(said.lastIndexOf(' ') + 1);
        HttpResponse<String> answer =
            HttpClient.newBuilder()
                .sslContext(trusting(chain))
                .build()
                .send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/health/live"))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"up\"");
        assertThat(serve.stop()).isZero();
      }
    }
  }

  private static SSLContext trusting(Path chain) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(chain)) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
