package org.countersign.keys.rollover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.keys.observe.DsNames;
import org.countersign.keys.observe.DsStatement;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.observe.Waiver;
import org.countersign.keys.rollover.ResolverCaches.KeyRrset;

/**
 * One zone's life beside every resolver's cache: the state machine decides, releases fail, servers
 * lag, the parent takes its time, operators interfere, and after every event each reachable cache
 * content must have a chain of trust.
 */
final class ModelWorld {
  private static final Name ORIGIN = Name.parse("example.");
  private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");
  private static final int MOST_KEYS = 56;

  final Weather weather;
  private final Random random;
  private final RolloverMachine machine;
  private final DsNames dsNames;
  private final TaggedKeys keyMaker;
  private final ResolverCaches caches = new ResolverCaches();
  private final ModelZone zone;
  private final ModelParent parent;
  private final Map<KeyId, Integer> bit = new HashMap<>();
  private final long[] algorithms = new long[Weather.ALGORITHMS.length];
  private final List<DsStatement> statements = new ArrayList<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private final Set<Approval> approvals = new HashSet<>();
  private final List<String> story = new ArrayList<>();
  private final boolean telling;
  private final Optional<GateBeside> gate;
  private Optional<String> held = Optional.empty();
  private boolean insecureAllowed;
  private RolloverStep last;
  KeySet keys = new KeySet(ORIGIN, List.of());
  Instant now = BEGIN;
  int moves;

  ModelWorld(long seed, RolloverMachine machine, DsNames dsNames, boolean telling) {
    this(seed, machine, dsNames, telling, Optional.empty());
  }

  /**
   * @param gate asked before each release
   */
  ModelWorld(
      long seed,
      RolloverMachine machine,
      DsNames dsNames,
      boolean telling,
      Optional<GateBeside> gate) {
    this.gate = gate;
    this.random = new Random(seed);
    this.machine = machine;
    this.dsNames = dsNames;
    this.telling = telling;
    this.weather = new Weather(random);
    this.keyMaker = new TaggedKeys(random, 4711, 4711, 52263); // most keys are twins
    this.zone = new ModelZone(weather.checkServers, weather.realZoneDelay);
    this.parent =
        new ModelParent(weather.parentServers, weather.realDsTtl, weather.realParentDelay);
    begin(random.nextInt(4) > 0);
  }

  static DsNames byDigest() {
    return new DsNames(ORIGIN);
  }

  static Name origin() {
    return ORIGIN;
  }

  /** Begins unsigned, or as a zone that has been signed for ever. */
  private void begin(boolean signed) {
    long serialStart = random.nextBoolean() ? 1 : 0xffff_fff0L; // wraps on the way
    insecureAllowed = !signed;
    if (signed) {
      schedule();
      Serial first = new Serial(serialStart);
      keys.keys().stream()
          .filter(k -> k.goal() == Goal.OMNIPRESENT)
          .toList()
          .forEach(k -> KeyRecord.of(k.role()).forEach(r -> settled(k, r, first)));
    }
    SigningPlan plan = NextPlan.of(keys, weather.terms);
    release(new Serial(serialStart), plan);
    parent.publish(now, wantedDs(), mask(wantedDs()));
    look();
  }

  private void settled(ManagedKey key, KeyRecord record, Serial serial) {
    if (record == KeyRecord.ZRRSIG && !Targets.active(keys, keys.key(key.id()))) {
      return;
    }
    RecordState state = new RecordState(Presence.OMNIPRESENT, now, Optional.of(serial));
    keys = keys.change(key.id(), k -> k.with(record, state));
  }

  /** Time passes; nothing else. */
  void pass(Duration gap) {
    now = now.plus(gap);
    zone.serve(caches, now);
    parent.serve(caches, now);
    look();
  }

  /** A run of the pipeline: decide, begin what is due, sign, and perhaps release. */
  void run(boolean fails) {
    last = machine.step(keys, weather.terms, observations(), consent(), now);
    keys = last.after();
    moves += last.moves().size();
    last.moves().forEach(m -> tell("move " + bit.get(m.key()) + " " + m.record() + " " + m.to()));
    schedule();
    if (!fails) {
      Serial serial = zone.lastSerial().plus(1);
      release(serial, last.plan());
      keys = keys.released(serial, last.plan());
    }
    look();
  }

  private void release(Serial serial, SigningPlan plan) {
    Set<KeyId> published = new HashSet<>();
    plan.keys().forEach(k -> published.add(k.id()));
    KeyRrset rrset = new KeyRrset(mask(published), mask(ids(plan.keySetSigners())));
    long data = mask(ids(plan.zoneSigners()));
    for (long of : algorithms) {
      boolean complete = (data & of) != 0 && (rrset.signers() & of) != 0;
      if ((rrset.published() & of) != 0 && !complete) {
        throw broken("an incomplete release: DNSKEY " + rrset + ", data by " + data);
      }
    }
    tell("release " + serial + " " + rrset + " data " + ResolverCaches.bits(data));
    gate.ifPresent(beside -> judged(beside, serial, plan));
    zone.release(serial, now, rrset, data, weather.terms.dnskeyTtl(), weather.terms.maxTtl());
  }

  private void judged(GateBeside beside, Serial serial, SigningPlan plan) {
    Set<Integer> chained = new HashSet<>();
    for (int i = 0; i < algorithms.length; i++) {
      if ((algorithms[i] & caches.named(now)) != 0) {
        chained.add(Weather.ALGORITHMS[i].number());
      }
    }
    List<String> against =
        beside.against(
            plan,
            zone.rows(),
            waivers,
            chained,
            weather.terms.timing().zonePropagationDelay(),
            now);
    if (!against.isEmpty()) {
      throw broken("the gate refuses: " + against);
    }
    beside.released(serial, now, plan, weather.terms.dnskeyTtl(), weather.terms.maxTtl());
  }

  private static Set<KeyId> ids(List<PlannedKey> keys) {
    Set<KeyId> ids = new HashSet<>();
    keys.forEach(k -> ids.add(k.id()));
    return ids;
  }

  private void schedule() {
    new KeySchedule(keys, weather.terms).due(now).forEach(this::begin);
  }

  private void begin(RollStart start) {
    if (!start.needsKey()) {
      tell("begin " + start.role() + " " + start.why() + ", with a key that is there");
      keys = start.begin(keys);
    } else if (bit.size() < MOST_KEYS) {
      ManagedKey made = keyMaker.next(start.role(), start.algorithm(), now);
      tell("begin " + start.role() + " " + start.why() + ", with new key " + bit.size());
      algorithms[start.algorithm() == Weather.ALGORITHMS[0] ? 0 : 1] |= 1L << bit.size();
      bit.put(made.id(), bit.size());
      keys = start.begin(keys, made);
    }
  }

  /** An operator rolls a key, whatever runs. */
  void roll() {
    KeyRole role =
        weather.terms.keys().csk() ? KeyRole.CSK : random.nextBoolean() ? KeyRole.KSK : KeyRole.ZSK;
    if (!weather.terms.keys().insecure() && bit.size() < MOST_KEYS) {
      begin(new KeySchedule(keys, weather.terms).byHand(role, "by hand"));
    }
  }

  void goInsecure(boolean wanted) {
    insecureAllowed = true;
    weather.insecure(wanted);
    if (wanted) {
      keys = keys.allRetired();
    }
    tell("insecure " + wanted);
  }

  void hold(boolean on) {
    held = on ? Optional.of("drill") : Optional.empty();
  }

  /** Approves what the last step waited for, or some of it. */
  void approve(boolean all) {
    for (ManagedKey key : keys.keys()) {
      for (KeyRecord record : KeyRecord.of(key.role())) {
        if (all || random.nextInt(3) == 0) {
          approvals.add(new Approval(key.id(), record, Presence.RUMOURED));
          approvals.add(new Approval(key.id(), record, Presence.UNRETENTIVE));
        }
      }
    }
  }

  /** The parent does what we ask, all at once or first what is new. */
  void parentActs() {
    Set<KeyId> wanted = wantedDs();
    boolean goes = Safe.goesInsecure(keys, weather.terms);
    if (wanted.isEmpty() && !goes) {
      return;
    }
    Set<KeyId> both = new HashSet<>(parent.current());
    both.addAll(wanted);
    boolean inSteps = !weather.swapsAtOnce && !both.equals(parent.current());
    publishDs(inSteps ? both : wanted);
  }

  /** Somebody hands in a DS before we ask. */
  void earlyDs() {
    Set<KeyId> more = new HashSet<>(parent.current());
    Set<Integer> known = new HashSet<>();
    more.forEach(id -> known.add(keys.key(id).algorithm()));
    keys.wanted()
        .filter(k -> k.role().signsKeys() && known.contains(k.algorithm()))
        .forEach(k -> more.add(k.id()));
    publishDs(more);
  }

  private void publishDs(Set<KeyId> ds) {
    parent.publish(now, ds, mask(ds));
    tell("parent " + ResolverCaches.bits(mask(ds)));
    look();
  }

  private Set<KeyId> wantedDs() {
    Set<KeyId> ids = new HashSet<>();
    keys.keys().stream()
        .filter(k -> k.presence(KeyRecord.DS).published())
        .forEach(k -> ids.add(k.id()));
    return ids;
  }

  /** Asks a parent's server, or lets the operator look and say. */
  void observeParent(int server) {
    if (weather.parentIsAsked) {
      parent.observe(server, now, dsNames, keys);
    } else {
      operatorLooks();
    }
  }

  /** The operator looks at the parent, every server and the register, and says what is there. */
  void operatorLooks() {
    for (ManagedKey key : keys.keys()) {
      boolean comes = key.is(KeyRecord.DS, Presence.RUMOURED);
      boolean goes = key.is(KeyRecord.DS, Presence.UNRETENTIVE);
      boolean registered = parent.current().contains(key.id());
      if ((comes || goes) && registered == comes && parent.everywhere(key.id(), comes)) {
        statements.add(new DsStatement(key.id(), comes, now));
      }
    }
  }

  ModelZone zone() {
    return zone;
  }

  ModelParent parent() {
    return parent;
  }

  void observeZone(int server) {
    zone.observe(server, now);
  }

  /** A server is switched off for good, and the operator says so. */
  void waive(int server) {
    int alive = 0;
    for (int i = 0; i < zone.servers(); i++) {
      alive += zone.isDead(i) ? 0 : 1;
    }
    if (alive > 1 && !zone.isDead(server)) {
      zone.die(server);
      waivers.add(new Waiver("ns" + server, now, "switched off"));
    }
  }

  private Observations observations() {
    return new Observations(
        Weather.servers("ns", weather.checkServers),
        weather.parentIsAsked ? Weather.servers("parent", weather.parentServers) : List.of(),
        zone.facts(),
        zone.rows(),
        parent.rows(),
        statements,
        waivers);
  }

  private Consent consent() {
    return new Consent(held, approvals);
  }

  /** Looks into every cache. */
  private void look() {
    zone.serve(caches, now);
    parent.serve(caches, now);
    caches
        .broken(now, algorithms, insecureAllowed)
        .ifPresent(
            what -> {
              throw broken(what);
            });
  }

  /** Whether every record is where it is to end. */
  boolean settled() {
    return keys.keys().stream()
        .allMatch(
            k ->
                KeyRecord.of(k.role()).stream()
                    .allMatch(r -> Targets.of(keys, k, r).next(k.presence(r)).isEmpty()));
  }

  String stuck() {
    StringBuilder out = new StringBuilder();
    last.decisions().stream()
        .filter(d -> !(d.outcome() instanceof Outcome.NothingToDo))
        .forEach(d -> out.append("\n  ").append(bit.get(d.key())).append(' ').append(d.text()));
    return out.toString();
  }

  private void tell(String what) {
    if (telling) {
      story.add(now + " " + what);
    }
  }

  BrokenChain broken(String what) {
    return new BrokenChain(now + " " + what + "\n" + String.join("\n", story));
  }

  /** A cache that cannot resolve the zone. */
  static final class BrokenChain extends AssertionError {
    private static final long serialVersionUID = 1;

    BrokenChain(String what) {
      super(what);
    }
  }

  private long mask(Set<KeyId> ids) {
    long mask = 0;
    for (KeyId id : ids) {
      mask |= 1L << bit.get(id);
    }
    return mask;
  }
}
