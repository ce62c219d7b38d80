package org.countersign.policy;

import java.util.Set;
import org.countersign.settings.Doc;

/**
 * A zone's policy: every field has a value, the stated ones from the file, the others the default.
 *
 * @param stated the paths the file stated, such as {@code denial.mode}: a zone file judged alone is
 *     held to these and not to defaults that were never meant for it
 */
public record Policy(
    @Doc("How signatures are made.") SigningPolicy signing,
    @Doc("How the zone denies what does not exist.") DenialPolicy denial,
    @Doc("The zone's message digest.") ZonemdPolicy zonemd,
    @Doc("The SOA serial.") SerialRule serial,
    @Doc("Times to live.") TtlPolicy ttl,
    @Doc("Keys.") KeysPolicy keys,
    @Doc("What rollovers wait for.") TimingPolicy timing,
    @Doc("What the gate refuses.") GatePolicy gate,
    @Doc("The zone's own data.") ApexPolicy apex,
    @Doc("When the service works.") SchedulePolicy schedule,
    Set<String> stated) {
  public Policy {
    signing =
        Defaults.or(
            signing, new SigningPolicy(null, null, null, null, null, null, null, null, null));
    denial = Defaults.or(denial, new DenialPolicy(null, null, null, null));
    zonemd = Defaults.or(zonemd, new ZonemdPolicy(null));
    serial = Defaults.or(serial, new SerialRule(null));
    ttl = Defaults.or(ttl, new TtlPolicy(null, null, null, null, null));
    keys = Defaults.or(keys, new KeysPolicy(null, null, null, null, null, null, null, null));
    timing = Defaults.or(timing, new TimingPolicy(null, null, null, null, null, null, null, null));
    gate =
        Defaults.or(
            gate,
            new GatePolicy(null, null, null, null, null, null, null, null, null, null, null, null));
    apex = Defaults.or(apex, new ApexPolicy(null, null, null, null));
    schedule =
        Defaults.or(schedule, new SchedulePolicy(null, null, null, null, null, null, null, null));
    stated = Set.copyOf(Defaults.or(stated, Set.of()));
  }

  /** Every default. */
  public static Policy defaults() {
    return new Policy(null, null, null, null, null, null, null, null, null, null, null);
  }

  public boolean states(String path) {
    return stated.contains(path);
  }
}
