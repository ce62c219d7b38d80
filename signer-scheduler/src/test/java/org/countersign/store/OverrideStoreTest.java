package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.store.Releases.NOW;
import static org.countersign.store.Releases.ZONE;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Serial;
import org.countersign.finding.RuleId;
import org.countersign.release.Ledger;
import org.countersign.release.NotReleasedException;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleaseVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Overrides as the database holds them: two people, one content, content limits only, once. */
class OverrideStoreTest {
  private static final Instant END = NOW.plus(Duration.ofHours(1));
  private static final String DATA = Releases.of(1).dataDigest();

  private TestDatabase database;
  private OverrideStore overrides;
  private Ledger ledger;

  @BeforeEach
  void zoneWithALease() {
    database = TestDatabase.migrated();
    SignerDatabase signer = new SignerDatabase(database.sources().signer());
    Undertaking undertaking = Releases.begin(signer);
    Lease lease = new LeaseStore(signer).acquire(ZONE, "node", Duration.ofMinutes(1)).orElseThrow();
    ledger = new ReleaseLedger(signer).under(lease, undertaking);
    overrides = new OverrideStore(signer);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private StoredOverride request() {
    return overrides.request(
        ZONE, DATA, Set.of(RuleId.CHURN_LIMIT), "mass transfer", "ann", NOW, END);
  }

  private static ReleaseRecord overridden(long serial) {
    ReleaseRecord usual = Releases.of(serial);
    return new ReleaseRecord(
        usual.origin(),
        usual.serial(),
        usual.releasedAt(),
        usual.kind(),
        usual.digest(),
        usual.length(),
        usual.artefact(),
        usual.dataDigest(),
        usual.basedOn(),
        usual.keys(),
        ReleaseVerdict.OVERRIDDEN,
        Map.of(),
        java.util.Optional.empty());
  }

  @Test
  void whatTwoPeopleDecidedIsInForceForItsContentUntilItExpires() {
    long id = request().id();
    assertThat(overrides.inForce(ZONE, DATA, NOW)).isEmpty();

    assertThat(overrides.approve(id, "bob", NOW)).isPresent();

    assertThat(overrides.inForce(ZONE, DATA, NOW))
        .hasValueSatisfying(o -> assertThat(o.rules()).containsOnly(RuleId.CHURN_LIMIT));
    assertThat(overrides.inForce(ZONE, "ef".repeat(32), NOW)).isEmpty();
    assertThat(overrides.inForce(ZONE, DATA, END)).isEmpty();
    assertThat(overrides.all(Optional.of(ZONE)).get(0).state(END)).isEqualTo("expired");
    assertThat(overrides.approve(id, "carol", NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ann", "Ann", "ann as root"})
  void whoAskedCannotApprove(String approver) {
    long id = request().id();
    assertThatThrownBy(() -> overrides.approve(id, approver, NOW))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("content_override_two_people");
    assertThat(overrides.inForce(ZONE, DATA, NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RuleId.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CHURN_LIMIT", "GOLDEN_NAMES", "SNAPSHOT_FRESH"})
  void whatIsNoContentLimitIsRefusedByTheDatabaseToo(RuleId rule) {
    assertThatThrownBy(
            () ->
                overrides.request(
                    ZONE, DATA, Set.of(RuleId.CHURN_LIMIT, rule), "please", "ann", NOW, END))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("content_override_content_limits_only");
  }

  @Test
  void itIsUsedByOneReleaseOnly() {
    assertThat(overrides.approve(request().id(), "bob", NOW)).isPresent();

    ledger.record(overridden(10), Optional.empty());

    assertThat(overrides.all(Optional.of(ZONE)).get(0).usedSerial()).contains(new Serial(10));
    assertThat(overrides.inForce(ZONE, DATA, NOW)).isEmpty();
    assertThatThrownBy(() -> ledger.record(overridden(11), Optional.of(new Serial(10))))
        .isInstanceOf(NotReleasedException.class)
        .hasMessageContaining("used up or over");
  }

  @Test
  void anOverriddenReleaseNeedsAnApprovedOverride() {
    request();
    assertThatThrownBy(() -> ledger.record(overridden(10), Optional.empty()))
        .isInstanceOf(NotReleasedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE signer.content_override SET rules = '{GOLDEN-NAMES}' | changed in no other way",
        "UPDATE signer.content_override SET data_sha256 = repeat('0', 64) | changed in no other way",
        "UPDATE signer.content_override SET expires_at = expires_at + interval '1 day' | changed in no other way",
        "UPDATE signer.content_override SET approver = 'carol' | changed in no other way",
        "DELETE FROM signer.content_override | only ever added",
        "INSERT INTO signer.release (zone, serial, released_at, kind, sha256, length, artefact, data_sha256, "
            + "based_on_serial, policy_sha256, verdict, epoch) SELECT 'example.', 77, now(), 'regular', repeat('0', 64), 1,"
            + " 'x', repeat('0', 64), 1, sha256, 'overridden', 1 FROM signer.policy | no override of its data",
      })
  void theDatabaseHoldsWhatWasDecided(String sql, String refusal) {
    assertThat(overrides.approve(request().id(), "bob", NOW)).isPresent();
    assertThatThrownBy(() -> database.execute(sql)).hasMessageContaining(refusal);
  }
}
