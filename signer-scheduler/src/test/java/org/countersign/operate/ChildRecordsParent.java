package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.keys.KeyId;
import org.countersign.keys.rollover.ManagedKey;

/**
 * A parent that does what the CDS records of the published zone say (RFC 7344), some time later; an
 * operator then says so.
 */
final class ChildRecordsParent {
  private static final String CDS = "\tCDS\t";

  private final MovedSite child;
  private final Duration delay;
  private Set<String> published = Set.of();
  private Set<String> asked = Set.of();
  private Instant due;

  final Map<KeyId, Instant> askedAt = new HashMap<>();
  final Map<KeyId, Instant> seenAt = new HashMap<>();
  final Map<KeyId, Instant> goneAt = new HashMap<>();

  ChildRecordsParent(MovedSite child, Duration delay) {
    this.child = child;
    this.delay = delay;
  }

  /** When it will change its DS. */
  Optional<Instant> due() {
    return Optional.ofNullable(due);
  }

  void look() throws IOException {
    Set<String> wanted = cds();
    if (!wanted.isEmpty() && !wanted.equals(asked)) {
      asked = wanted;
      due = child.now.plus(delay);
      named(wanted).forEach(key -> askedAt.putIfAbsent(key, child.now));
    }
    if (due != null && !due.isAfter(child.now)) {
      Set<KeyId> before = named(published);
      published = isDelete(asked) ? Set.of() : asked;
      due = null;
      Set<KeyId> after = named(published);
      after.stream().filter(k -> !before.contains(k)).forEach(k -> say(k, true, seenAt));
      before.stream().filter(k -> !after.contains(k)).forEach(k -> say(k, false, goneAt));
    }
  }

  private void say(KeyId key, boolean present, Map<KeyId, Instant> noted) {
    child.say(key, present);
    noted.put(key, child.now);
  }

  private Set<String> cds() throws IOException {
    return Files.readAllLines(child.site.current()).stream()
        .filter(line -> line.startsWith("example.\t") && line.contains(CDS))
        .map(line -> line.substring(line.indexOf(CDS) + CDS.length()).toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** RFC 8078 section 4. */
  private static boolean isDelete(Set<String> cds) {
    return cds.equals(Set.of("0 0 0 00"));
  }

  private Set<KeyId> named(Set<String> ds) {
    return child.keys().keys().stream()
        .filter(key -> key.role().signsKeys() && ds.contains(text(key)))
        .map(ManagedKey::id)
        .collect(Collectors.toSet());
  }

  private static String text(ManagedKey key) {
    byte[] ds = key.dnskey().ds(MovedSite.ZONE, 2);
    return ((ds[0] & 0xff) << 8 | ds[1] & 0xff)
        + " "
        + ds[2]
        + " "
        + ds[3]
        + " "
        + HexFormat.of().formatHex(ds, 4, ds.length);
  }

  /** Its DS RRset as a file, as validators are given trust anchors; empty if there is none. */
  Optional<Path> file(Path directory) throws IOException {
    if (published.isEmpty()) {
      return Optional.empty();
    }
    String text =
        published.stream()
            .map(ds -> "example. 3600 IN DS " + ds + "\n")
            .collect(Collectors.joining());
    return Optional.of(Files.writeString(directory.resolve("parent.ds"), text));
  }
}
