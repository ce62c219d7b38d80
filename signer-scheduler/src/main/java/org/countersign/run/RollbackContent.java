package org.countersign.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.store.PullResult;
import org.countersign.store.StoreException;
import org.countersign.zone.ChangedSince;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneBuilder;

/**
 * The content of a former release, without what the registry has taken out or changed since: names
 * put on hold or deleted, and DS records that may match no key any more.
 */
final class RollbackContent {
  private final RollbackOrder order;
  private final ZoneState state;
  private final RunTools tools;
  private final Stages stages;

  RollbackContent(RollbackOrder order, ZoneState state, RunTools tools, Stages stages) {
    this.order = order;
    this.state = state;
    this.tools = tools;
    this.stages = stages;
  }

  /**
   * What is to be signed.
   *
   * @param changed empty if the registry was not asked
   */
  record Taken(UnsignedZone zone, Optional<ChangedSince> changed, List<Finding> findings) {}

  Taken of(FormerZone target) throws Exception {
    Serial serial = target.record().serial();
    if (order.restoresAll()) {
      return new Taken(target.content(), Optional.empty(), List.of(restored(serial)));
    }
    List<Finding> findings = new ArrayList<>();
    Optional<UnsignedZone> today = today(serial, findings);
    if (today.isEmpty()) {
      return new Taken(target.content(), Optional.empty(), findings);
    }
    ChangedSince changed =
        stages.run("build", progress -> ChangedSince.between(target.content(), today.get()));
    if (changed.goneCount() > 0) {
      findings.add(gone(serial, changed));
    }
    if (changed.dsCount() > 0) {
      findings.add(ds(serial, changed));
    }
    UnsignedZone zone =
        stages.run("build", progress -> changed.left(!order.restoreNames(), !order.restoreDs()));
    return new Taken(zone, Optional.of(changed), findings);
  }

  private Optional<UnsignedZone> today(Serial serial, List<Finding> findings) throws Exception {
    try {
      PullResult pulled =
          stages.run("pull", progress -> tools.pull(state.origin(), state.policy().ttl()));
      if (pulled instanceof PullResult.Pulled good) {
        return Optional.of(
            stages.run(
                "build",
                progress ->
                    new ZoneBuilder(state.policy().apex(), tools.threads(state.policy()))
                        .build(good.snapshot().records())));
      }
      findings.addAll(((PullResult.Refused) pulled).findings());
      findings.add(unread(serial, "its data make no zone"));
    } catch (StoreException e) {
      findings.add(unread(serial, e.getMessage()));
    }
    return Optional.empty();
  }

  private static Finding unread(Serial serial, String why) {
    return Finding.refuse(
        RuleId.SNAPSHOT_FRESH,
        "the registry cannot be read ("
            + why
            + "), so that nobody knows which names were put on hold or deleted, and which DS were"
            + " changed, since serial "
            + serial
            + ": to take them all back with --restore-names --restore-ds is your decision");
  }

  private static Finding restored(Serial serial) {
    return Finding.warn(
        RuleId.SNAPSHOT_FRESH,
        "names that were put on hold or deleted since serial "
            + serial
            + " come back into service, and DS that were changed since are the former ones again"
            + " (--restore-names --restore-ds)");
  }

  private Finding gone(Serial serial, ChangedSince changed) {
    return Finding.warn(
        RuleId.DATA_COMPLETE,
        changed.goneCount()
            + " delegations were put on hold or deleted since serial "
            + serial
            + ", such as "
            + changed.gone(3)
            + (order.restoreNames()
                ? ": they come back into service (--restore-names)"
                : ": they stay out; --restore-names takes them back"));
  }

  private Finding ds(Serial serial, ChangedSince changed) {
    return Finding.warn(
        RuleId.DATA_COMPLETE,
        changed.dsCount()
            + " delegations have another DS RRset, or none, since serial "
            + serial
            + ", such as "
            + changed.ds(3)
            + (order.restoreDs()
                ? ": the former DS come back (--restore-ds); where keys were rolled they break the"
                    + " chain"
                : ": they are delegated without DS meanwhile; --restore-ds takes the former back"));
  }
}
