package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.countersign.settings.DurationText;
import org.junit.jupiter.api.Test;

class FittedDefaultsTest {
  private static Policy with(String section, String field, long seconds) {
    String value = DurationText.of(Duration.ofSeconds(seconds));
    return PolicyFile.parse(section + ": {" + field + ": " + value + "}", "t");
  }

  @Test
  void nothingMovesWhereNothingIsStated() {
    assertThat(FittedDefaults.fit(Policy.defaults())).isEqualTo(Policy.defaults());
  }

  @Test
  void refreshAndJitterFollowAShorterValidity() {
    SigningPolicy signing = PolicyFile.parse("signing: {validity: 14d}", "t").signing();
    assertThat(signing.refresh()).isEqualTo(Duration.ofDays(10)); // expire 7d + TTL 2d + 1d
    assertThat(signing.jitter()).isEqualTo(Duration.ofDays(14).dividedBy(15));
  }

  @Test
  void statedValuesNeverMove() {
    Policy policy =
        PolicyFile.parse(
            "{signing: {validity: 14d, refresh: 12d, jitter: 2d}, ttl: {max: 1h, ds: 1d}}", "t");
    assertThat(policy.signing().refresh()).isEqualTo(Duration.ofDays(12));
    assertThat(policy.signing().jitter()).isEqualTo(Duration.ofDays(2));
    assertThat(policy.ttl().ds()).isEqualTo(Duration.ofDays(1));
    assertThat(policy.ttl().glue()).isEqualTo(Duration.ofHours(1));
  }

  @Property(tries = 500)
  void anyValidityAloneIsASoundPolicyForFiles(
      @ForAll @LongRange(min = 1, max = 1_576_800_000) long seconds) {
    assertThat(PolicyLint.forFile(with("signing", "validity", seconds))).isEmpty();
  }

  @Property(tries = 500)
  void anyRefreshBelowValidityAloneIsASoundPolicyForFiles(
      @ForAll @LongRange(min = 0, max = 30 * 86_400 - 1) long seconds) {
    assertThat(PolicyLint.forFile(with("signing", "refresh", seconds))).isEmpty();
  }

  @Property(tries = 500)
  void anyJitterBelowValidityAloneIsASoundPolicyForFiles(
      @ForAll @LongRange(min = 0, max = 30 * 86_400 - 1) long seconds) {
    assertThat(PolicyLint.forFile(with("signing", "jitter", seconds))).isEmpty();
  }

  @Property(tries = 500)
  void anyMaximumTtlOfAWeekAtMostAloneIsASoundPolicyForFiles(
      @ForAll @LongRange(min = 1, max = 7 * 86_400) long seconds) {
    assertThat(PolicyLint.forFile(with("ttl", "max", seconds))).isEmpty();
  }
}
