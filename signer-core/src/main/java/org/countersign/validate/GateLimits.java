package org.countersign.validate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.countersign.policy.DenialPolicy;
import org.countersign.policy.GatePolicy;
import org.countersign.policy.Policy;
import org.countersign.policy.ZonemdPolicy;

/**
 * The limits the gate's rules hold a zone to. Three ways to get them: by the protocol alone, by
 * what a policy file states (for a zone that was not made by us), and by a whole policy (for our
 * own candidates).
 *
 * @param strict whether what the protocol allows but wisdom forbids is refused (true) or only
 *     warned of (false): short remaining life, SHA-1, NSEC3 iterations, orphan glue
 * @param pipeline whether the artefact is our own writer's, so that its end marker must be there
 * @param skew how far validators' clocks may be behind
 * @param minRemaining the least life a signature may have left, if there is such a limit
 * @param maxRemaining the most life a signature may have left, if there is such a limit
 * @param maxTtl the highest TTL, if there is such a limit
 * @param dnskeyTtl the TTL the DNSKEY RRset must have, if there is such a limit
 * @param algorithm the number of the algorithm that must be among the keys', if there is one
 * @param denial what the denial records must be
 * @param zonemd whether a ZONEMD record must be there (true), must not (false), or either
 */
public record GateLimits(
    boolean strict,
    boolean pipeline,
    Duration skew,
    Optional<Duration> minRemaining,
    Optional<Duration> maxRemaining,
    Optional<Duration> maxTtl,
    Optional<Duration> dnskeyTtl,
    OptionalInt algorithm,
    Denial denial,
    Optional<Boolean> zonemd,
    boolean allowSha1,
    int minRsaBits,
    GatePolicy.Churn churn,
    List<String> goldenNames,
    Duration snapshotMaxAge,
    Duration replicaMaxLag) {

  /** What is asked of denial records; empty fields ask for nothing. */
  public record Denial(
      Optional<DenialPolicy.Mode> mode,
      Optional<Boolean> optOut,
      OptionalInt maxIterations,
      Optional<byte[]> salt) {
    static final Denial ANY =
        new Denial(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  /** What RFCs forbid is refused; what is merely unwise is warned of. */
  public static GateLimits protocolAlone() {
    GatePolicy usual = Policy.defaults().gate();
    return new GateLimits(
        false,
        false,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Denial.ANY,
        Optional.empty(),
        true,
        512,
        usual.churn(),
        List.of(),
        usual.snapshotMaxAge(),
        usual.replicaMaxLag());
  }

  /**
   * For a zone file judged alone under a policy: the gate's own limits bind, those of the sections
   * that describe how we would have made the zone bind where the file states them.
   */
  public static GateLimits stated(Policy policy) {
    return of(policy, false);
  }

  /** For our own candidates: every field binds. */
  public static GateLimits full(Policy policy) {
    return of(policy, true);
  }

  private static GateLimits of(Policy policy, boolean full) {
    GatePolicy gate = policy.gate();
    return new GateLimits(
        true,
        full,
        gate.clockSkew(),
        Optional.of(gate.minRemaining()),
        maxRemaining(policy, full),
        bind(full || policy.states("ttl.max"), policy.ttl().max()),
        bind(full || policy.states("ttl.dnskey"), policy.ttl().dnskey()),
        policy.states("signing.algorithm")
            ? OptionalInt.of(policy.signing().algorithm().number())
            : OptionalInt.empty(),
        denial(policy, full),
        full || policy.states("zonemd.enabled") ? asked(policy.zonemd()) : Optional.empty(),
        gate.allowSha1(),
        gate.minRsaBits(),
        gate.churn(),
        gate.goldenNames(),
        gate.snapshotMaxAge(),
        gate.replicaMaxLag());
  }

  /** The signing policy's longest signature, and an hour for the clocks of signer and gate. */
  private static Optional<Duration> maxRemaining(Policy policy, boolean full) {
    if (policy.gate().maxValidity() != null) {
      return Optional.of(policy.gate().maxValidity());
    }
    return bind(full, policy.signing().validity().plusHours(1));
  }

  private static Denial denial(Policy policy, boolean full) {
    DenialPolicy denial = policy.denial();
    return new Denial(
        bind(full || policy.states("denial.mode"), denial.mode()),
        bind(full && denial.nsec3() || policy.states("denial.optOut"), denial.optOut()),
        OptionalInt.of(denial.iterations()),
        bind(full || policy.states("denial.salt"), denial.saltOctets()));
  }

  private static Optional<Boolean> asked(ZonemdPolicy zonemd) {
    return Optional.of(zonemd.enabled());
  }

  private static <T> Optional<T> bind(boolean binds, T value) {
    return binds ? Optional.of(value) : Optional.empty();
  }
}
