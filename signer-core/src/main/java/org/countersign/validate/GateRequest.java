package org.countersign.validate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.ContentOverride;
import org.countersign.finding.RuleId;
import org.countersign.keys.SigningPlan;

/**
 * What to judge, and what it is compared with; a rule whose comparison is missing has nothing to
 * say. Values; the {@code with} methods return changed copies.
 *
 * @param artefact the zone file
 * @param origin the zone's name; empty: the owner of the file's first SOA record
 * @param at the instant signatures are judged at
 * @param threads threads that verify signatures
 * @param baseline the former release's zone file
 * @param ds DS RDATA the parent publishes for this zone, wire format; empty: not known
 * @param parent what the parent's servers said when they were asked for it
 * @param history what the keys were before, and who was seen with them
 * @param plan the keys this release publishes and signs with
 * @param surrendered keys that an operator withdrew in an emergency, whatever caches hold of them
 * @param dataDigest SHA-256 of the data of the unsigned zone, hexadecimal (DATA-UNCHANGED)
 * @param counts what the registry counts
 * @param snapshot where the data came from
 * @param serials every serial ever released, or seen at a secondary, that matters
 * @param seal what the writer says it wrote
 * @param unsigned judge structure only: the zone is not signed yet
 * @param override what two people have decided about this content; it counts only with {@code
 *     dataDigest}, and for data of that digest
 * @param switchedOff rules that are not asked; for tests that show what a rule is for
 */
public record GateRequest(
    Path artefact,
    Optional<Name> origin,
    Instant at,
    int threads,
    GateLimits limits,
    Optional<Path> baseline,
    List<byte[]> ds,
    Optional<ParentView> parent,
    Optional<KeyHistory> history,
    Optional<SigningPlan> plan,
    Set<Fingerprint> surrendered,
    Optional<String> dataDigest,
    Optional<ExpectedCounts> counts,
    Optional<SnapshotFacts> snapshot,
    List<Serial> serials,
    Optional<Seal> seal,
    List<OutsideVerifier> outside,
    boolean unsigned,
    Optional<ContentOverride> override,
    Set<RuleId> switchedOff,
    GateProgress progress) {

  public GateRequest {
    ds = List.copyOf(ds);
    serials = List.copyOf(serials);
    outside = List.copyOf(outside);
    switchedOff = Set.copyOf(switchedOff);
    surrendered = Set.copyOf(surrendered);
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads cannot verify: 1 or more can");
    }
  }

  /** A request to judge {@code artefact} alone, by {@code limits}. */
  public static GateRequest of(Path artefact, Instant at, GateLimits limits) {
    return new Builder(artefact, at, limits).build();
  }

  /** Starts a request with everything optional left out. */
  public static Builder builder(Path artefact, Instant at, GateLimits limits) {
    return new Builder(artefact, at, limits);
  }

  /** Collects a request. */
  public static final class Builder {
    private final Path artefact;
    private final Instant at;
    private GateLimits limits;
    private Optional<Name> origin = Optional.empty();
    private int threads = Runtime.getRuntime().availableProcessors();
    private Optional<Path> baseline = Optional.empty();
    private List<byte[]> ds = List.of();
    private Optional<ParentView> parent = Optional.empty();
    private Optional<KeyHistory> history = Optional.empty();
    private Optional<SigningPlan> plan = Optional.empty();
    private Set<Fingerprint> surrendered = Set.of();
    private Optional<String> dataDigest = Optional.empty();
    private Optional<ExpectedCounts> counts = Optional.empty();
    private Optional<SnapshotFacts> snapshot = Optional.empty();
    private List<Serial> serials = List.of();
    private Optional<Seal> seal = Optional.empty();
    private List<OutsideVerifier> outside = List.of();
    private boolean unsigned;
    private Optional<ContentOverride> override = Optional.empty();
    private final Set<RuleId> switchedOff = EnumSet.noneOf(RuleId.class);
    private GateProgress progress = GateProgress.NONE;

    private Builder(Path artefact, Instant at, GateLimits limits) {
      this.artefact = artefact;
      this.at = at;
      this.limits = limits;
    }

    public Builder origin(Name name) {
      origin = Optional.of(name);
      return this;
    }

    public Builder threads(int number) {
      threads = number;
      return this;
    }

    public Builder baseline(Path formerRelease) {
      baseline = Optional.of(formerRelease);
      return this;
    }

    public Builder ds(List<byte[]> rdata) {
      ds = rdata;
      return this;
    }

    public Builder parent(ParentView asked) {
      parent = Optional.of(asked);
      return this;
    }

    public Builder history(KeyHistory keys) {
      history = Optional.of(keys);
      return this;
    }

    public Builder plan(SigningPlan keys) {
      plan = Optional.of(keys);
      return this;
    }

    public Builder surrendered(Set<Fingerprint> keys) {
      surrendered = keys;
      return this;
    }

    public Builder dataDigest(String sha256) {
      dataDigest = Optional.of(sha256);
      return this;
    }

    public Builder counts(ExpectedCounts expected) {
      counts = Optional.of(expected);
      return this;
    }

    public Builder snapshot(SnapshotFacts facts) {
      snapshot = Optional.of(facts);
      return this;
    }

    public Builder serials(List<Serial> releasedOrSeen) {
      serials = releasedOrSeen;
      return this;
    }

    public Builder seal(Seal written) {
      seal = Optional.of(written);
      return this;
    }

    public Builder outside(List<OutsideVerifier> verifiers) {
      outside = verifiers;
      return this;
    }

    public Builder unsigned(boolean structureOnly) {
      unsigned = structureOnly;
      return this;
    }

    public Builder override(ContentOverride decided) {
      override = Optional.of(decided);
      return this;
    }

    public Builder limits(GateLimits other) {
      limits = other;
      return this;
    }

    public Builder progress(GateProgress listener) {
      progress = listener;
      return this;
    }

    /** Leaves a rule out: tests show with it what the rule is for; no command offers it. */
    Builder without(RuleId... rules) {
      switchedOff.addAll(List.of(rules));
      return this;
    }

    /** Asks only these rules. */
    Builder only(RuleId... rules) {
      switchedOff.addAll(EnumSet.allOf(RuleId.class));
      switchedOff.removeAll(List.of(rules));
      return this;
    }

    public GateRequest build() {
      return new GateRequest(
          artefact,
          origin,
          at,
          threads,
          limits,
          baseline,
          ds,
          parent,
          history,
          plan,
          surrendered,
          dataDigest,
          counts,
          snapshot,
          serials,
          seal,
          outside,
          unsigned,
          override,
          switchedOff,
          progress);
    }
  }
}
