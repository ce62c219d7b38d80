package org.countersign.validate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.dns.Serial;

/** What all rules know of the zone being judged once its apex has been read. */
public final class ZoneContext {
  private final GateRequest request;
  private final Report report;
  private final Name origin;
  private final ZoneKeys keys;
  private final Soa soa;
  private final Consumer<Consumer<OwnerNode>> again;
  private final Optional<OwnerSource> baseline;
  private final Map<Class<?>, Object> shared = new HashMap<>();
  long node;
  ReadFacts read;
  ZoneCounts counts;
  SignatureTally tally;
  ZonemdOutcome zonemd = ZonemdOutcome.NONE;

  /** The numbers of the SOA record that other records are measured by. */
  public record Soa(Serial serial, long ttl, long expire, long minimum) {
    static Soa of(OwnerNode apex) {
      int rrset = apex.find(RecordType.SOA);
      int record = apex.from(rrset);
      int numbers = apex.dataFrom(record) + apex.dataLength(record) - 20;
      return new Soa(
          new Serial(apex.u32(numbers)),
          apex.ttl(rrset),
          apex.u32(numbers + 12),
          apex.u32(numbers + 16));
    }
  }

  ZoneContext(
      GateRequest request,
      Report report,
      Name origin,
      OwnerNode apex,
      Consumer<Consumer<OwnerNode>> again,
      Optional<OwnerSource> baseline) {
    this.request = request;
    this.report = report;
    this.origin = origin;
    this.again = again;
    this.baseline = baseline;
    keys = ZoneKeys.of(apex);
    soa = Soa.of(apex);
  }

  public GateRequest request() {
    return request;
  }

  public GateLimits limits() {
    return request.limits();
  }

  public Report report() {
    return report;
  }

  public Name origin() {
    return origin;
  }

  /** Seconds since 1970 at which the zone is judged. */
  public long at() {
    return request.at().getEpochSecond();
  }

  public Soa soa() {
    return soa;
  }

  public ZoneKeys keys() {
    return keys;
  }

  /** Counts the owners handed to the rules: the number of the one they see now. */
  public long node() {
    return node;
  }

  /** What the reader says of the file; after the last owner only. */
  public ReadFacts read() {
    return read;
  }

  /** After the last owner only. */
  public ZoneCounts counts() {
    return counts;
  }

  /** After the last owner only; null where no signature was verified. */
  public SignatureTally tally() {
    return tally;
  }

  /** Says what the message digests are worth. */
  public void zonemd(ZonemdOutcome outcome) {
    zonemd = outcome;
  }

  /** One object for all rules of this judgement. */
  public <T> T shared(Class<T> kind, Supplier<T> maker) {
    return kind.cast(shared.computeIfAbsent(kind, k -> maker.get()));
  }

  /** The former release, to be walked once; empty where none was given. */
  public Optional<OwnerSource> baseline() {
    return baseline;
  }

  /** Reads the zone once more, owner by owner: to find names that were kept as hashes only. */
  public void readAgain(Consumer<OwnerNode> each) {
    again.accept(each);
  }
}
