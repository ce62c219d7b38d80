package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.run.Rollback;
import org.countersign.run.RollbackOrder;
import org.countersign.run.RunOutcome;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drill 14: the signatures of the release to go back to end within SOA expire and TTL, or have
 * ended: what does not last is made anew, and the gate sees to it.
 */
class Drill14RollbackNearExpiryTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 25, 27, 40})
  void whatDoesNotLastIsMadeAnew(int days) throws Exception {
    try (MovedSite site = new MovedSite(directory, Site.POLICY + MovedSite.GATE)) {
      Serial good = site.released().serial().orElseThrow();
      site.site.database.execute(
          "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'");
      site.released();
      site.site.database.execute(
          "UPDATE registry.domain SET statuses = DEFAULT WHERE name = 'd7.example.'");
      site.later(Duration.ofDays(days));

      Rollback.Result back =
          site.rollback(
              new RollbackOrder(
                  Optional.of(good), false, "drill", List.of(), false, false, false, false, false),
              UnaryOperator.identity());

      RunOutcome outcome = back.outcome().orElseThrow();
      assertThat(outcome.kind()).as("%s", outcome).isEqualTo(RunOutcome.Kind.RELEASED);
      assertThat(site.site.currentText()).contains("\nd7.example.");
      // 30 days of life, refreshed when 12 are left
      assertThat(outcome.tally().orElseThrow().reused() > 0).isEqualTo(days == 0);
      assertThat(outcome.findings())
          .filteredOn(f -> f.rule() == RuleId.SIG_WINDOW)
          .extracting(Finding::message)
          .allMatch(m -> m.contains(days == 40 ? "has expired" : "expires in"))
          .hasSize(days == 0 ? 0 : 1);
      assertThat(outcome.release().orElseThrow().signaturesEnd().orElseThrow())
          .isAfter(site.now.plus(Duration.ofDays(12)));
    }
  }
}
