package org.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transfers over TLS (RFC 9103), taken by BIND and by kdig. */
final class TransferOverTlsTest {
  private static final String PRIMARY = "primary.test";

  @TempDir Path directory;
  private TestReleases releases;
  private Certificates ours;
  private Certificates theirs;
  private final ChangingZone zone = new ChangingZone(7, 2000, 10);

  @BeforeEach
  void release() throws Exception {
    releases = new TestReleases(directory.resolve("data"), Name.parse("example."));
    releases.release(zone.serial(), zone.text());
    ours = Certificates.make(directory, PRIMARY);
    theirs = Certificates.make(directory, "secondary.test");
  }

  @Test
  void bindTransfersOverTlsWithBothCertificatesProved() throws Exception {
    try (SecondaryServer bind = SecondaryServer.bind(directory);
        TestPrimary primary =
            new TestPrimary(releases)
                .with("bind", TsigAlgorithm.HMAC_SHA256, true, bind.address())
                .tls(ours.certificate(), ours.key(), theirs.certificate())
                .start()) {
      primary.primary.serveNewest(releases.zone);
      bind.followOverTls(
          primary.tlsPort(),
          """
          tls primary-tls {
            ca-file "%s";
            remote-hostname "%s";
            cert-file "%s";
            key-file "%s";
            protocols { TLSv1.3; };
          };
          """
              .formatted(ours.certificate(), PRIMARY, theirs.certificate(), theirs.key()));
      has(bind, zone.text());
      String text = zone.next(5);
      primary.primary.publish(releases.release(zone.serial(), text));
      has(bind, text);
      assertThat(primary.primary.counts()).containsEntry("axfr", 1L).containsEntry("ixfr", 1L);
    }
  }

  private static void has(SecondaryServer server, String text) throws Exception {
    var expected = ZoneCopy.ofText(text);
    await()
        .atMost(Duration.ofSeconds(40))
        .ignoreExceptions()
        .until(() -> server.content().equals(expected));
  }

  @Test
  void withoutACertificateThatIsAskedForNothingIsTransferred() throws Exception {
    try (TestPrimary primary = primary(true)) {
      assertThat(kdig(primary, "+tls", "-p", "" + primary.tlsPort())).doesNotContain("SOA");
      assertThat(primary.count(Trouble.BAD_TLS)).isPositive();
    }
  }

  @Test
  void kdigTransfersOverTls() throws Exception {
    try (TestPrimary primary = primary(false)) {
      String answer =
          kdig(
              primary,
              "+tls-ca=" + ours.certificate(),
              "+tls-hostname=" + PRIMARY,
              "-p",
              "" + primary.tlsPort());
      assertThat(ZoneCopy.ofText(answer)).isEqualTo(ZoneCopy.ofText(zone.text()));
    }
  }

  @Test
  void whoIsToUseTlsIsRefusedWithoutIt() throws Exception {
    try (TestPrimary primary = primary(false)) {
      kdig(primary, "-p", "" + primary.port());
      assertThat(primary.count(Trouble.NOT_TLS)).isEqualTo(1);
      assertThat(primary.primary.counts()).containsEntry("axfr", 0L);
    }
  }

  @Test
  void olderTlsAndOtherProtocolsAreRefused() throws Exception {
    try (TestPrimary primary = primary(false)) {
      String to = "127.0.0.1:" + primary.tlsPort();
      OutsideTool openssl = OutsideTool.demand("openssl");
      assertThat(openssl.run(directory, "s_client", "-connect", to, "-tls1_2").exit()).isNotZero();
      openssl.run(directory, "s_client", "-connect", to, "-alpn", "http/1.1");
      openssl.run(directory, "s_client", "-connect", to);
      await().until(() -> primary.count(Trouble.BAD_TLS) == 3);
    }
  }

  private TestPrimary primary(boolean proved) throws Exception {
    TestPrimary primary =
        new TestPrimary(releases)
            .with("kdig", TsigAlgorithm.HMAC_SHA512, true)
            .tls(ours.certificate(), ours.key(), proved ? theirs.certificate() : null)
            .start();
    primary.primary.serveNewest(releases.zone);
    return primary;
  }

  private String kdig(TestPrimary primary, String... how) {
    List<String> arguments = new ArrayList<>(List.of("@127.0.0.1", "+nocomments", "+nostats"));
    arguments.add("+retry=0");
    arguments.addAll(List.of(how));
    arguments.addAll(
        List.of(
            "-y",
            "hmac-sha512:" + TestPrimary.keyName("kdig") + ":" + TestPrimary.SECRET,
            "example.",
            "AXFR"));
    return OutsideTool.demand("kdig")
        .run(directory, arguments.toArray(String[]::new))
        .out()
        .lines()
        .filter(line -> !line.startsWith(";") && !line.contains("TSIG"))
        .reduce("", (a, b) -> a + b + "\n");
  }
}
