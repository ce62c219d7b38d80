package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.alert.AlertDesk;
import org.countersign.dns.Name;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;
import org.countersign.store.Alert;
import org.countersign.store.AlertCondition;
import org.countersign.store.AlertStore;
import org.countersign.store.DataSources;
import org.countersign.store.SignerDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 12: the signer is idle for weeks, or refreshes nothing but the SOA (ripe.net 2023, .zm
 * 2015). The alarm looks at the lowest remaining life of all signatures. A TTL of 864000 is refused
 * by DrillZonesTest (d30).
 */
class Drill12SilentAgeingTest {
  private static final Name ORIGIN = Name.parse("example.");

  @TempDir Path directory;
  private Site site;
  private DataSources sources;
  private AlertStore alerts;
  private Instant start;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    site.released();
    start = Instant.now();
    sources = DataSources.open(site.database.config(), site.database.config());
    alerts = new AlertStore(new SignerDatabase(sources.signer()));
  }

  @AfterEach
  void close() {
    sources.close();
    site.close();
  }

  private List<Alert> after(Duration age) throws Exception {
    Policy policy = PolicyFile.parse(Site.POLICY, "policy");
    AppConfig config = site.appConfig();
    ZoneAlerts look = new ZoneAlerts(new AlertDesk(alerts, "node", List.of()), config.alerts());
    try (Installation installation = Installation.open(config)) {
      Instant now = start.plus(age);
      look.look(
          new ZoneStatusReader(installation).read(ORIGIN, now),
          policy,
          Optional.of(now),
          List.of());
    }
    return alerts.open();
  }

  @Test
  void signaturesThatNobodyRefreshesAreAnAlarmLongBeforeTheyExpire() throws Exception {
    assertThat(after(Duration.ZERO)).isEmpty();
    assertThat(after(Duration.ofDays(18))).as("the refresh time has just begun").isEmpty();

    List<Alert> first = after(Duration.ofDays(21));
    List<Alert> second = after(Duration.ofDays(22));

    assertThat(first).hasSize(1);
    assertThat(first.get(0).key().condition()).isEqualTo(AlertCondition.SIGNATURE_LIFE);
    assertThat(first.get(0).message()).contains("example.: a signature over ", " left");
    assertThat(second).extracting(Alert::id).as("raised once").containsExactly(first.get(0).id());
    assertThat(after(Duration.ofDays(31)).get(0).message()).contains("has expired");
    assertThat(after(Duration.ZERO)).as("ended").isEmpty();
  }

  @Test
  void aFreshSoaDoesNotHideOldSignatures() throws Exception {
    site.policy(Site.POLICY + "gate: {snapshotMaxAge: 90d}\n");
    Instant then = start.plus(Duration.ofDays(10));
    site.databaseClock(then);
    site.database.execute(
        "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'");
    CliRun run = site.runBy(Clock.fixed(then, ZoneOffset.UTC), "run", "example.");
    assertThat(run.json().get("outcome").asText()).as("%s", run).isEqualTo("released");
    assertThat(run.json().get("signatures").get("made").asLong()).as("SOA and NSEC3").isLessThan(8);

    List<Alert> later = after(Duration.ofDays(22));

    assertThat(later).hasSize(1);
    assertThat(later.get(0).message()).doesNotContain(" over SOA ");
  }
}
