package org.countersign.sign;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;
import org.countersign.testing.RandomZone;
import org.countersign.testing.TestKeys;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;
import org.countersign.zone.text.ZoneText;

/** The road from zone text to a signed file, as tests take it. */
final class Signing {
  private final Path folder;
  private int threads = 2;
  private Policy policy = Policy.defaults();
  private Instant now = Instant.now();
  private Optional<FormerRelease> former = Optional.empty();
  private SigningTally tally;

  private Signing(Path folder) {
    this.folder = folder;
  }

  static Signing in(Path folder) {
    return new Signing(folder);
  }

  Signing policy(String yaml) {
    policy = PolicyFile.parse(yaml, "test");
    return this;
  }

  Signing threads(int n) {
    threads = n;
    return this;
  }

  Signing at(Instant instant) {
    now = instant;
    return this;
  }

  Signing after(FormerRelease release) {
    former = Optional.of(release);
    return this;
  }

  SigningTally tally() {
    return tally;
  }

  /** Signs the text and returns the artefact's file. */
  Path sign(String text, TestKeys keys) {
    try (Workers workers = new Workers(threads)) {
      Path out = Files.createTempFile(folder, "signed", ".zone");
      UnsignedZone zone = new UnsignedZone(image(text));
      Signer signer = new Signer(policy, keys.vaults(), workers, n -> {});
      SignedZone signed = signer.sign(zone, keys.plan(), zone.serial(), now, former);
      tally = signed.tally();
      try (OutputStream stream = Files.newOutputStream(out)) {
        new ArtefactWriter(workers, n -> {}).write(signed, stream);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ZoneImage image(String text) {
    try {
      Path file = Files.createTempFile(folder, "unsigned", ".zone");
      Files.write(file, RandomZone.octets(text));
      return image(file, RandomZone.ORIGIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ZoneImage image(Path file, Name origin) {
    try {
      return ZoneImage.of(new ZoneText(file, n -> {}).read(origin, 2), 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
