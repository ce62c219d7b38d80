package org.countersign.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentOverrideTest {
  private static final String DATA = "ab".repeat(32);

  private static ContentOverride of(RuleId rule) {
    return new ContentOverride(DATA, Set.of(rule), "reason", "ann", "bob");
  }

  @ParameterizedTest
  @EnumSource(
      value = RuleId.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CHURN_LIMIT", "GOLDEN_NAMES", "SNAPSHOT_FRESH"})
  void whatIsNoLimitOnContentCanNeverBeOverridden(RuleId rule) {
    assertThatThrownBy(() -> of(rule)).hasMessageContaining("can never be overridden");
  }

  @Test
  void onePersonAloneOrNoReasonIsNoOverride() {
    Set<RuleId> churn = Set.of(RuleId.CHURN_LIMIT);
    assertThatThrownBy(() -> new ContentOverride(DATA, churn, "reason", "ann", "ann"))
        .hasMessageContaining("a second person must");
    assertThatThrownBy(() -> new ContentOverride(DATA, churn, " ", "ann", "bob"))
        .hasMessageContaining("a reason");
  }

  @Test
  void itLiftsItsRulesForItsDataAndNothingElse() {
    Finding churn = Finding.refuse(RuleId.CHURN_LIMIT, "too much");
    Finding signature = Finding.refuse(RuleId.SIG_VERIFIES, "bogus");
    List<Finding> found = List.of(churn, signature);

    List<Finding> lifted = of(RuleId.CHURN_LIMIT).applied(found, DATA);

    assertThat(lifted).extracting(Finding::refuses).containsExactly(false, true);
    assertThat(lifted.get(0).message()).isEqualTo("overridden by ann and bob (reason): too much");
    assertThat(of(RuleId.CHURN_LIMIT).applied(found, "cd".repeat(32))).isEqualTo(found);
    assertThat(of(RuleId.GOLDEN_NAMES).applied(found, DATA)).isEqualTo(found);
  }
}
