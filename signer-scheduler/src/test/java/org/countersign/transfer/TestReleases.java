package org.countersign.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.FileDigest;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.publish.ArtefactShelf;
import org.countersign.release.ReleaseBasis;
import org.countersign.release.ReleaseKind;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleaseVerdict;
import org.countersign.release.ReleasedZone;
import org.countersign.release.Releaser;

/** Releases of one zone in a directory, and a ledger of them in memory. */
final class TestReleases implements ReleaseSource {
  final Path data;
  final Name zone;
  private final List<ReleaseRecord> newestFirst = new ArrayList<>();

  TestReleases(Path data, Name zone) {
    this.data = data;
    this.zone = zone;
  }

  /** Puts a zone's text among the releases. */
  ReleasedZone release(long serial, String text) throws IOException {
    return release(serial, text, ReleaseKind.REGULAR, ReleaseBasis.snapshot("test", serial));
  }

  /** Issues the content of {@code target} again. */
  ReleasedZone rollback(long serial, String text, long target) throws IOException {
    return release(serial, text, ReleaseKind.ROLLBACK, ReleaseBasis.release(new Serial(target)));
  }

  private ReleasedZone release(long serial, String text, ReleaseKind kind, ReleaseBasis basis)
      throws IOException {
    Path releases = Files.createDirectories(data.resolve("releases"));
    Path file = releases.resolve(serial + ".zone");
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    ReleaseRecord record =
        new ReleaseRecord(
            zone,
            new Serial(serial),
            Instant.now(),
            kind,
            FileDigest.sha256(file),
            Files.size(file),
            data.relativize(file).toString(),
            "0".repeat(64),
            basis,
            List.of(),
            ReleaseVerdict.APPROVED,
            Map.of(),
            Optional.empty());
    newestFirst.add(0, record);
    return restored(record);
  }

  String newestText() throws IOException {
    return Files.readString(
        data.resolve(newestFirst.get(0).artefact()), StandardCharsets.ISO_8859_1);
  }

  @Override
  public List<Name> zones() {
    return List.of(zone);
  }

  @Override
  public List<ReleaseRecord> releases(Name asked) {
    return List.copyOf(newestFirst);
  }

  @Override
  public ReleasedZone restored(ReleaseRecord release) throws IOException {
    return new Releaser(
            (record, former) -> {
              throw new AssertionError("nothing is released here");
            },
            new ArtefactShelf(data, zone))
        .restored(release);
  }
}
