package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.store.Releases.NOW;
import static org.countersign.store.Releases.ZONE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.countersign.dns.Dnskey;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoresTest {
  private TestDatabase database;
  private SignerDatabase signer;

  @BeforeEach
  void zone() {
    database = TestDatabase.migrated();
    signer = new SignerDatabase(database.sources().signer());
    new ZoneStore(signer).add(ZONE, NOW, "ann");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void zoneIsAddedOnce() {
    ZoneStore zones = new ZoneStore(signer);
    assertThat(zones.add(ZONE, NOW.plusSeconds(1), "ann")).isFalse();
    assertThat(zones.add(Name.ROOT, NOW, "ann")).isTrue();
    assertThat(zones.all()).containsExactly(Name.ROOT, ZONE);
    assertThat(zones.addedAt(ZONE)).contains(NOW);
    assertThat(zones.addedAt(Name.parse("other."))).isEmpty();
  }

  @Test
  void policyInForceIsTheLastOnePut() {
    PolicyStore policies = new PolicyStore(signer);
    assertThat(policies.inForce(ZONE)).isEmpty();
    StoredPolicy first = policies.put(ZONE, "a: 1\n", NOW, "ann");
    assertThat(policies.put(ZONE, "a: 1\n", NOW.plusSeconds(5), "ann")).isEqualTo(first);
    policies.put(ZONE, "é: 2\n", NOW, "ann");
    StoredPolicy again = policies.put(ZONE, "a: 1\n", NOW.plusSeconds(9), "ann");
    assertThat(policies.inForce(ZONE)).contains(again);
    assertThat(policies.history(ZONE))
        .extracting(StoredPolicy::text)
        .containsExactly("a: 1\n", "é: 2\n", "a: 1\n");
  }

  @Test
  void runEndsOnceWithItsFindings() {
    RunStore runs = new RunStore(signer);
    UUID id = UUID.randomUUID();
    runs.begin(id, ZONE, NOW);
    assertThat(runs.recent(ZONE, 5))
        .singleElement()
        .satisfies(r -> assertThat(r.outcome()).isEmpty());
    Finding finding =
        Finding.refuse(RuleId.SIG_VERIFIES, "a \u0000 b")
            .at("a.example.", RecordType.DS)
            .tag(new KeyTag(7))
            .key(new Dnskey(256, 3, 13, new byte[64]).fingerprint());
    StoredRun end = run(id, "rejected");
    runs.end(
        end,
        List.of(finding, Finding.warn(RuleId.KEY_SANE, "x")),
        "ann",
        Optional.of("cd".repeat(32)));
    assertThat(runs.recent(ZONE, 5)).containsExactly(end);
    assertThat(runs.findings(id)).hasSize(2);
    assertThat(runs.findings(id).get(0).key()).isEqualTo(finding.key());
    assertThat(runs.findings(id).get(0).message()).isEqualTo("a \uFFFD b");
    assertThatThrownBy(() -> runs.end(end, List.of(), "ann", Optional.empty()))
        .hasMessageContaining("not under way");
  }

  @Test
  void oneHoldForAScopeAtATime() {
    HoldStore holds = new HoldStore(signer);
    Optional<Instant> until = Optional.of(NOW.plusSeconds(60));
    assertThat(holds.hold(ZONE, HoldScope.PUBLISH, "alice", "why", NOW, until)).isEmpty();
    assertThat(holds.hold(ZONE, HoldScope.PUBLISH, "bob", "also", NOW, Optional.empty()))
        .hasValueSatisfying(h -> assertThat(h.owner()).isEqualTo("alice"));
    assertThat(holds.hold(ZONE, HoldScope.INGEST, "bob", "also", NOW, Optional.empty())).isEmpty();
    assertThat(holds.inForce(ZONE, NOW)).containsOnly(HoldScope.PUBLISH, HoldScope.INGEST);
    assertThat(holds.inForce(ZONE, NOW.plusSeconds(60))).containsOnly(HoldScope.INGEST);
    assertThat(holds.resume(ZONE, HoldScope.INGEST, "carol", NOW.plusSeconds(1))).isPresent();
    assertThat(holds.resume(ZONE, HoldScope.INGEST, "carol", NOW.plusSeconds(2))).isEmpty();
  }

  @Test
  void aHoldThatCannotBeRecordedIsNotMade() throws Exception {
    HoldStore holds = new HoldStore(signer);
    database.execute(
        "CREATE FUNCTION signer.broken() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'no more audit'; END $$",
        "CREATE TRIGGER broken BEFORE INSERT ON signer.audit FOR EACH ROW EXECUTE FUNCTION"
            + " signer.broken()");
    assertThatThrownBy(
            () -> holds.hold(ZONE, HoldScope.INGEST, "ann", "why", NOW, Optional.empty()))
        .hasMessageContaining("no more audit");
    assertThat(holds.all(ZONE)).isEmpty();
  }

  @Test
  void holdThatEndedByItselfMakesRoom() {
    HoldStore holds = new HoldStore(signer);
    holds.hold(ZONE, HoldScope.PUBLISH, "alice", "why", NOW, Optional.of(NOW.plusSeconds(60)));
    assertThat(holds.resume(ZONE, HoldScope.PUBLISH, "bob", NOW.plusSeconds(61))).isEmpty();
    assertThat(
            holds.hold(
                ZONE, HoldScope.PUBLISH, "bob", "more", NOW.plusSeconds(61), Optional.empty()))
        .isEmpty();
    assertThat(holds.all(ZONE)).hasSize(2);
    assertThat(holds.all(ZONE).get(1).resumedBy()).contains("time");
  }

  @Test
  void leaseGoesToOneOwnerAndItsEpochGrows() {
    LeaseStore leases = new LeaseStore(signer);
    Duration minute = Duration.ofMinutes(1);
    Lease first = leases.acquire(ZONE, "a", minute).orElseThrow();
    assertThat(leases.acquire(ZONE, "b", minute)).isEmpty();
    assertThat(leases.acquire(ZONE, "a", minute)).as("two runs of one owner").isEmpty();
    assertThat(leases.holder(ZONE)).contains(first);
    Lease longer = leases.renew(first, minute.multipliedBy(2)).orElseThrow();
    assertThat(longer.epoch()).isEqualTo(first.epoch());
    assertThat(longer.expiresAt()).isAfter(first.expiresAt().plusSeconds(50));
    leases.release(longer);
    assertThat(leases.renew(longer, minute)).as("given back is given back").isEmpty();
    Lease second = leases.acquire(ZONE, "b", minute).orElseThrow();
    assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    assertThat(leases.renew(first, minute)).isEmpty();
  }

  @Test
  void leaseIsKeptUntilItIsClosedAndThenFree() throws Exception {
    LeaseStore leases = new LeaseStore(signer);
    Duration length = Duration.ofMillis(600);
    Lease lease = leases.acquire(ZONE, "a", length).orElseThrow();
    try (LeaseKeeper keeper = LeaseKeeper.keep(leases, lease, length)) {
      Thread.sleep(1500);
      assertThat(leases.acquire(ZONE, "b", length)).isEmpty();
      assertThat(leases.takeOver(keeper.lease(), "b", length)).isPresent();
    }
    assertThat(leases.holder(ZONE).map(Lease::owner)).as("not given back by a").contains("b");
    Thread.sleep(700);
    assertThat(leases.acquire(ZONE, "a", length)).as("expired").isPresent();
  }

  @Test
  void failureSaysWhatTheDatabaseSaid() {
    assertThatThrownBy(
            () -> new PolicyStore(signer).put(Name.parse("unknown."), "a: 1", NOW, "ann"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the signer's database refused")
        .hasMessageContaining("policy_in_force_zone_fkey");
  }

  private static StoredRun run(UUID id, String outcome) {
    return new StoredRun(
        id,
        ZONE,
        NOW,
        Optional.of(NOW.plusSeconds(3)),
        Optional.of(outcome),
        Optional.of(new Serial(4)),
        Optional.empty(),
        Map.of("pull", 12L, "total", 34L));
  }
}
