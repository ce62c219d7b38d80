package org.countersign.policy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.countersign.settings.Doc;

/** What the gate refuses beyond what the protocol forbids. */
public record GatePolicy(
    @Doc("The least life any signature may have left when it is published.") Duration minRemaining,
    @Doc(
            "The most life any signature may have left. Unset: in a pipeline run what the signing"
                + " policy can produce; no limit for a zone file judged alone.")
        Duration maxValidity,
    @Doc("How far signers' clocks may be ahead of the validators'.") Duration clockSkew,
    @Doc("The most the content may change from one release to the next.") Churn churn,
    @Doc("Names that must be there, with the same data as in the former release.")
        List<String> goldenNames,
    @Doc(
            "Outside verifiers. Each is a command line in which `{file}`, `{origin}` and `{epoch}`"
                + " stand for the candidate; exit code 0 means yes.")
        List<String> outsideOpinions,
    @Doc("How long an outside verifier may take; no answer is a no.")
        Duration outsideOpinionTimeout,
    @Doc("The parent zone's view of our keys.") Parent parent,
    @Doc("The most time that may pass since the registry's data was read.") Duration snapshotMaxAge,
    @Doc("The most the registry's replica may lag behind its primary.") Duration replicaMaxLag,
    @Doc("Whether signatures with SHA-1 (algorithms 5 and 7) may be in the zone at all.")
        Boolean allowSha1,
    @Doc("The smallest RSA modulus, in bits, a published key may have.") Integer minRsaBits) {
  public GatePolicy {
    minRemaining = Defaults.or(minRemaining, Duration.ofDays(3));
    clockSkew = Defaults.or(clockSkew, Duration.ZERO);
    churn = Defaults.or(churn, new Churn(null, null, null, null));
    goldenNames = List.copyOf(Defaults.or(goldenNames, List.of()));
    outsideOpinions = List.copyOf(Defaults.or(outsideOpinions, List.of()));
    outsideOpinionTimeout = Defaults.or(outsideOpinionTimeout, Duration.ofMinutes(10));
    parent = Defaults.or(parent, new Parent(null, null));
    snapshotMaxAge = Defaults.or(snapshotMaxAge, Duration.ofMinutes(30));
    replicaMaxLag = Defaults.or(replicaMaxLag, Duration.ofMinutes(5));
    allowSha1 = Defaults.or(allowSha1, false);
    minRsaBits = Defaults.or(minRsaBits, 1024);
  }

  /** Limits on change, by kind of data. */
  public record Churn(
      @Doc("Delegations (NS RRsets at a cut).") Limit delegations,
      @Doc("DS RRsets.") Limit ds,
      @Doc("Glue (address RRsets at or below a cut).") Limit glue,
      @Doc("Everything else: the apex and what is authoritative below it.") Limit other) {
    public Churn {
      delegations = Defaults.or(delegations, Limit.USUAL);
      ds = Defaults.or(ds, Limit.USUAL);
      glue = Defaults.or(glue, Limit.USUAL);
      other = Defaults.or(other, Limit.USUAL);
    }
  }

  /** A limit for one kind: refused where a count is above the share or above the number. */
  public record Limit(
      @Doc("RRsets that may appear, in percent of the former release's.") Double addedPercent,
      @Doc("RRsets that may vanish, in percent of the former release's.") Double removedPercent,
      @Doc("RRsets whose data may change, in percent of the former release's.")
          Double changedPercent,
      @Doc("RRsets that may appear, vanish or change, each, whatever the zone's size.") Long max,
      @Doc("Counts up to this are never refused for their share: small zones change by leaps.")
          Long floor) {
    static final Limit USUAL = new Limit(null, null, null, null, null);

    public Limit {
      addedPercent = Defaults.or(addedPercent, 20.0);
      removedPercent = Defaults.or(removedPercent, 5.0);
      changedPercent = Defaults.or(changedPercent, 20.0);
      max = Defaults.or(max, Long.MAX_VALUE);
      floor = Defaults.or(floor, 5L);
    }
  }

  /** The parent zone's view of our keys. */
  public record Parent(
      @Doc("The parent's name servers to ask for our DS, `ADDRESS` or `ADDRESS@PORT`.")
          List<String> servers,
      @Doc("`refuse` or `warn` when none of them answers.") Unreachable unreachable) {
    /** What an unreachable parent means. */
    public enum Unreachable {
      REFUSE,
      WARN;

      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    public Parent {
      servers = List.copyOf(Defaults.or(servers, List.of()));
      unreachable = Defaults.or(unreachable, Unreachable.REFUSE);
    }
  }
}
