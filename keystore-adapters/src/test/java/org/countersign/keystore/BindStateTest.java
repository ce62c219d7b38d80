package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of BIND's state files, to and fro. */
class BindStateTest {
  /** As dnssec-settime of BIND 9.18 writes it. */
  private static final String KSK =
      """
      ; This is the state of key 61415, for example.
      Algorithm: 13
      Length: 256
      Lifetime: 31536000
      Predecessor: 4711
      KSK: yes
      ZSK: no
      Generated: 20261031220143 (Sat Oct 31 22:01:43 2026)
      Published: 20261031220143 (Sat Oct 31 22:01:43 2026)
      Active: 20261031220143 (Sat Oct 31 22:01:43 2026)
      Revoked: 20270115000000 (Fri Jan 15 00:00:00 2027)
      Retired: 20270101000000 (Fri Jan  1 00:00:00 2027)
      Removed: 20270201000000 (Mon Feb  1 00:00:00 2027)
      DSPublish: 20261102000000 (Mon Nov  2 00:00:00 2026)
      DSRemoved: 20271102000000 (Tue Nov  2 00:00:00 2027)
      PublishCDS: 20261102000000 (Mon Nov  2 00:00:00 2026)
      DNSKEYChange: 20261101000000 (Sun Nov  1 00:00:00 2026)
      KRRSIGChange: 20261101000000 (Sun Nov  1 00:00:00 2026)
      DSChange: 20261102000000 (Mon Nov  2 00:00:00 2026)
      DNSKEYState: omnipresent
      KRRSIGState: omnipresent
      DSState: rumoured
      GoalState: omnipresent
      """;

  @Test
  void everythingInAFileIsReadAndWrittenBackAsItWas() {
    BindState state = BindState.parse(KSK);
    assertThat(state.lifetime()).hasValue(Duration.ofDays(365));
    assertThat(state.predecessor()).hasValue(new KeyTag(4711));
    assertThat(state.successor()).isEmpty();
    assertThat(state.ksk()).hasValue(true);
    assertThat(state.zsk()).hasValue(false);
    assertThat(state.goal()).hasValue(Goal.OMNIPRESENT);
    assertThat(state.timing().at(BindTiming.Event.DS_DELETE))
        .hasValue(Instant.parse("2027-11-02T00:00:00Z"));
    assertThat(state.records())
        .containsOnlyKeys(KeyRecord.DNSKEY, KeyRecord.KRRSIG, KeyRecord.DS)
        .containsEntry(
            KeyRecord.DS,
            new RecordState(
                Presence.RUMOURED, Instant.parse("2026-11-02T00:00:00Z"), Optional.empty()));
    assertThat(state.format(Name.parse("example."), new KeyTag(61415))).isEqualTo(KSK);
  }

  @Test
  void whatAFileDoesNotSayIsNotMadeUp() {
    BindState state = BindState.parse("Algorithm: 8\nLength: 2048\nDNSKEYState: omnipresent\n");
    assertThat(state.lifetime()).isEmpty();
    assertThat(state.ksk()).isEmpty();
    assertThat(state.goal()).isEmpty();
    assertThat(state.timing()).isEqualTo(BindTiming.NONE);
    assertThat(state.records()).as("a state since nobody knows when").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Length: 256, no Algorithm",
    "Algorithm: 13, no Length",
    "Algorithm: x|Length: 256, not a number",
    "Algorithm: 13|Length: 256|KSK: perhaps, neither yes nor no",
    "Algorithm: 13|Length: 256|GoalState: unretentive, no goal",
    "Algorithm: 13|Length: 256|DSState: there|DSChange: 20260101000000, is no state",
    "Algorithm: 13|Length: 256|Published: yesterday, YYYYMMDDHHMMSS",
    "Algorithm: 13|Length: 256|Successor: 70000, is not a key tag",
  })
  void whatIsNoStateFileIsRefusedWithTheReason(String lines, String reason) {
    assertThatThrownBy(() -> BindState.parse(lines.replace('|', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
