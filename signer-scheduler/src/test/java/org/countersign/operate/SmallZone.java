package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keystore.BindKeyDirectory;

/** A small zone with keys, in a directory of its own. */
final class SmallZone {
  static final Name ORIGIN = Name.parse("example.");

  static final String TEXT =
      """
      $ORIGIN example.
      $TTL 3600
      @       IN SOA ns1 hostmaster 2026010100 7200 900 1209600 3600
              IN NS  ns1
      ns1     IN A   192.0.2.1
      alpha   IN NS  ns.alpha
              IN DS  12345 13 2 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
      ns.alpha IN A  192.0.2.2
      bravo   IN NS  ns1
      """;

  final Path directory;
  final Path file;
  final Path keys;

  SmallZone(Path directory) throws IOException {
    this.directory = directory;
    this.file = Files.writeString(directory.resolve("example.zone"), TEXT);
    this.keys = Files.createDirectory(directory.resolve("keys"));
  }

  SmallZone withKeys(DnssecAlgorithm algorithm) {
    return withKey(algorithm, KeyRole.KSK).withKey(algorithm, KeyRole.ZSK);
  }

  SmallZone withKey(DnssecAlgorithm algorithm, KeyRole role) {
    Clock clock = Clock.fixed(CliRun.NOW.minus(Duration.ofDays(1)), ZoneOffset.UTC);
    try (BindKeyDirectory vault = new BindKeyDirectory("keys", keys, clock)) {
      vault.generate(KeySpec.of(algorithm), new KeyPurpose(ORIGIN, role));
    }
    return this;
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** The zone signed by the command. */
  Path signed() throws IOException {
    Path out = directory.resolve("example.signed");
    CliRun run = CliRun.of("sign", file, "--keys", keys, "-o", out);
    if (run.exit() != ExitCode.DONE) {
      throw new AssertionError(run.toString());
    }
    return out;
  }
}
