package org.countersign.operate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.store.OverrideStore;
import org.countersign.store.RefusedData;
import org.countersign.store.RunStore;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoreException;
import org.countersign.store.StoredOverride;

/** Overrides of one installation, and the refusals they are asked for. */
final class Overrides {
  private final OverrideStore overrides;
  private final RunStore runs;

  Overrides(Installation installation) {
    SignerDatabase database = new SignerDatabase(installation.databases().signer());
    this.overrides = new OverrideStore(database);
    this.runs = new RunStore(database);
  }

  /** Data that a run refused, and why. */
  record Refusal(Name zone, RefusedData data, List<Finding> findings) {
    /** What would have to be overridden. */
    Set<RuleId> rules() {
      return findings.stream().map(Finding::rule).collect(Collectors.toSet());
    }

    /** Whether only content limits refused. */
    boolean overridable() {
      return rules().stream().allMatch(RuleId::isContentLimit);
    }
  }

  /** The newest refusal of data with a digest, or of any. */
  Optional<Refusal> refusal(Name zone, Optional<String> digest) {
    return runs.refused(zone, digest)
        .map(
            data ->
                new Refusal(
                    zone,
                    data,
                    runs.findings(data.run()).stream().filter(Finding::refuses).toList()));
  }

  StoredOverride request(Refusal refusal, String reason, Instant now, Instant end) {
    return overrides.request(
        refusal.zone(),
        refusal.data().digest(),
        refusal.rules(),
        reason,
        Actors.person(),
        now,
        end);
  }

  Optional<StoredOverride> find(long id) {
    return overrides.find(id);
  }

  List<StoredOverride> all(Optional<Name> zone) {
    return overrides.all(zone);
  }

  /** Whether the person here asked for it; the database refuses such an approval too. */
  boolean samePerson(StoredOverride request) {
    return Actors.human(request.requester()).equals(Actors.human(Actors.person()));
  }

  StoredOverride approve(long id, Instant now) {
    return overrides
        .approve(id, Actors.person(), now)
        .orElseThrow(
            () -> new StoreException("request " + id + " was approved or ended meanwhile"));
  }
}
