package org.countersign.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Serial;
import org.countersign.release.ReleaseKind;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedZone;
import org.countersign.zone.ZoneImage;
import org.countersign.zone.text.ZoneText;

/** Makes what is served of released artefacts: images, differences, packed messages. */
final class ZoneLoader {
  private final Path directory;
  private final int keepDifferences;
  private final int threads;

  /**
   * @param directory for packed messages
   */
  ZoneLoader(Path directory, int keepDifferences, int threads) {
    this.directory = directory;
    this.keepDifferences = keepDifferences;
    this.threads = threads;
  }

  /** The image of a release's artefact. */
  ZoneImage image(ReleasedZone zone) throws IOException {
    return ZoneImage.of(
        new ZoneText(zone.artefact(), n -> {}).read(zone.origin(), threads), threads);
  }

  /** A release with nothing before it. */
  ServedZone first(ReleaseRecord release, ZoneImage image, List<ReleaseRecord> all)
      throws IOException {
    return served(release, image, DifferenceChain.empty(keepDifferences), all);
  }

  /** A release that follows one that is served. */
  ServedZone following(
      ServedZone former,
      ZoneImage formerImage,
      ReleaseRecord release,
      ZoneImage image,
      List<ReleaseRecord> all)
      throws IOException {
    DifferenceChain chain = DifferenceChain.empty(keepDifferences);
    Optional<ZoneDifference> difference = difference(formerImage, image, former);
    if (difference.isPresent()) {
      chain = former.differences().followedBy(difference.get(), most(former));
    }
    ServedZone next = served(release, image, chain, all);
    next.since(former.serial()); // what nearly everybody will ask for
    return next;
  }

  /** What changed, if that is worth keeping beside {@code served}. */
  Optional<ZoneDifference> difference(ZoneImage older, ZoneImage newer, ServedZone served) {
    return keepDifferences == 0
        ? Optional.empty()
        : DifferenceWalk.between(older, newer, most(served));
  }

  /** Octets of a difference that packed is as long as the zone: names take half when compressed. */
  private static long most(ServedZone served) {
    return 2 * served.whole().octets();
  }

  private ServedZone served(
      ReleaseRecord release, ZoneImage image, DifferenceChain chain, List<ReleaseRecord> all)
      throws IOException {
    MessageFile whole =
        MessageFile.of(
            directory,
            sink -> TransferContent.whole(image, new MessagePacker(image.origin(), sink)));
    return new ServedZone(release, ZoneSoa.of(image), directory, whole, chain, bad(all));
  }

  /** The serials that a later rollback went behind. */
  static Set<Serial> bad(List<ReleaseRecord> newestFirst) {
    Set<Serial> bad = new HashSet<>();
    for (ReleaseRecord rollback : newestFirst) {
      if (rollback.kind() == ReleaseKind.ROLLBACK && rollback.basedOn().serial().isPresent()) {
        Serial target = rollback.basedOn().serial().get();
        newestFirst.stream()
            .map(ReleaseRecord::serial)
            .filter(s -> s.isNewerThan(target) && rollback.serial().isNewerThan(s))
            .forEach(bad::add);
      }
    }
    return bad;
  }
}
