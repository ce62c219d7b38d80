package org.countersign.zone.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;

/** Reads zone files (RFC 1035 section 5.1) into packed records, large ones with several threads. */
public final class ZoneText {
  private final Path file;
  private final LongConsumer progress;
  private final IntPredicate types;

  /**
   * @param progress told how many octets were read since it was last told; called by any thread
   */
  public ZoneText(Path file, LongConsumer progress) {
    this(file, progress, type -> true);
  }

  private ZoneText(Path file, LongConsumer progress, IntPredicate types) {
    this.file = file;
    this.progress = progress;
    this.types = types;
  }

  /** The same reader, which leaves out what a signer makes: signatures, keys, denial records. */
  public ZoneText withoutDnssec() {
    return new ZoneText(file, progress, type -> !RecordType.isDnssec(type));
  }

  /**
   * The owner of the file's SOA record.
   *
   * @throws ZoneTextException if there is none, or names are relative and no directive says to what
   * @throws IOException if the file cannot be read
   */
  public Name origin() throws IOException {
    return withFile(
        zone -> {
          Name[] found = new Name[1];
          RecordSink finder =
              (owner, length, type, ttl, rdata, from, to) -> {
                if (type == RecordType.SOA) {
                  found[0] = Name.ofWire(Arrays.copyOf(owner, length));
                  throw new Found();
                }
                return true;
              };
          try {
            new InOrder(zone, read -> {}).read(0, new TextState(new byte[0]), finder);
          } catch (Found e) {
            return found[0];
          }
          throw new ZoneTextException(0, "there is no SOA record, so this is not a zone");
        });
  }

  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;

    Found() {
      super(null, null, false, false);
    }
  }

  /**
   * Reads all records of the zone at {@code origin}.
   *
   * @throws ZoneTextException if the text is at fault or a record is out of zone; the message names
   *     file and line
   * @throws IOException if the file cannot be read
   */
  public PackedRecords read(Name origin, int threads) throws IOException {
    return withFile(zone -> new InParts(zone, threads, progress, types).read(origin));
  }

  private interface Reading<T> {
    T from(ZoneFile zone) throws IOException;
  }

  private <T> T withFile(Reading<T> reading) throws IOException {
    try (ZoneFile zone = ZoneFile.open(file)) {
      try {
        zone.demandLineEnd();
        return reading.from(zone);
      } catch (ZoneTextException e) {
        throw e.at(file + " line " + zone.lineAt(e.offset()));
      }
    }
  }

  /**
   * Reads records from a string, names relative to {@code origin}.
   *
   * @param ttl of records that state none, seconds
   * @throws ZoneTextException if the text is at fault
   */
  public static void read(String text, Name origin, int ttl, RecordSink sink) {
    byte[] octets = (text + "\n").getBytes(StandardCharsets.ISO_8859_1);
    TextState state = new TextState(origin.wire());
    state.defaultTtl = ttl;
    if (!new TextParser(octets, 0, octets.length, 0, state, sink).readAll()) {
      throw new ZoneTextException(0, "\"" + text + "\" ends within a record");
    }
  }
}
