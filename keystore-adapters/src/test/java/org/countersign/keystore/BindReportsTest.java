package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyRole;
import org.countersign.keys.adopt.FoundKey;
import org.countersign.keys.adopt.Report;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.Presence;
import org.junit.jupiter.api.Test;

/** What BIND's files say of a key, as a takeover hears it. */
class BindReportsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant THEN = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant TO_COME = Instant.parse("2027-10-01T00:00:00Z");

  private final List<BindKey> directory = new ArrayList<>();
  private int made;

  @Test
  void datesReportWhatIsThereAndSinceWhen() {
    FoundKey found = found(key(256, BindTiming.from(THEN), Optional.empty()));
    Report there = Report.dated(true, Optional.of(THEN));
    assertThat(found.reports())
        .containsEntry(KeyRecord.DNSKEY, there)
        .containsEntry(KeyRecord.ZRRSIG, there)
        .doesNotContainKey(KeyRecord.DS);
    assertThat(found.createdAt()).hasValue(THEN);
    assertThat(found.role()).as("nobody wrote it down").isEmpty();
  }

  @Test
  void datesToComeAreNoDates() {
    BindTiming timing =
        BindTiming.NONE
            .with(BindTiming.Event.CREATED, THEN)
            .with(BindTiming.Event.PUBLISH, TO_COME)
            .with(BindTiming.Event.ACTIVATE, TO_COME)
            .with(BindTiming.Event.DS_PUBLISH, TO_COME);
    FoundKey found = found(key(257, timing, Optional.empty()));
    Report notYet = Report.dated(false, Optional.empty());
    assertThat(found.reports())
        .containsEntry(KeyRecord.DNSKEY, notYet)
        .containsEntry(KeyRecord.KRRSIG, notYet)
        .doesNotContainKey(KeyRecord.DS);
  }

  @Test
  void whatHasPassedIsReportedGoneSinceThen() {
    BindTiming timing =
        BindTiming.from(THEN.minusSeconds(9))
            .with(BindTiming.Event.INACTIVE, THEN)
            .with(BindTiming.Event.DS_PUBLISH, THEN.minusSeconds(5))
            .with(BindTiming.Event.DS_DELETE, THEN);
    FoundKey found = found(key(257, timing, Optional.empty()));
    assertThat(found.reports().get(KeyRecord.DNSKEY).there()).isTrue();
    assertThat(found.reports())
        .containsEntry(KeyRecord.KRRSIG, Report.dated(false, Optional.of(THEN)))
        .containsEntry(KeyRecord.DS, Report.dated(false, Optional.of(THEN)));
  }

  @Test
  void aKeyWhoseRevocationHasComeIsRevoked() {
    BindTiming timing = BindTiming.from(THEN).with(BindTiming.Event.REVOKE, THEN);
    assertThat(found(key(257, timing, Optional.empty())).dnskey().flags()).isEqualTo(385);
  }

  @Test
  void storedStatesCountBeforeDates() {
    BindState state =
        state(
            "KSK: yes\nZSK: yes\nGoalState: hidden\n"
                + "ZRRSIGState: unretentive\nZRRSIGChange: 20261123115500\n");
    FoundKey found = found(key(257, BindTiming.from(THEN), Optional.of(state)));
    assertThat(found.role()).hasValue(KeyRole.CSK);
    assertThat(found.goal()).hasValue(Goal.HIDDEN);
    Report signatures = found.reports().get(KeyRecord.ZRRSIG);
    assertThat(signatures.there()).isFalse();
    assertThat(signatures.state().orElseThrow().presence()).isEqualTo(Presence.UNRETENTIVE);
    assertThat(found.reports().get(KeyRecord.DNSKEY).state()).isEmpty();
  }

  @Test
  void aSuccessorIsFoundFromEitherSide() {
    BindKey old = key(256, BindTiming.from(THEN), Optional.empty());
    BindKey next =
        key(256, BindTiming.from(THEN), Optional.of(state("Predecessor: " + old.dnskey().tag())));
    assertThat(found(next).predecessors()).containsExactly(old.dnskey().fingerprint());
    BindKey before =
        key(256, BindTiming.from(THEN), Optional.of(state("Successor: " + old.dnskey().tag())));
    assertThat(found(old).predecessors()).containsExactly(before.dnskey().fingerprint());
  }

  @Test
  void aTagThatTwoKeysHaveLinksNothing() {
    BindKey old = key(256, BindTiming.from(THEN), Optional.empty());
    byte[] field = old.dnskey().publicKey();
    field[0] += 1;
    field[2] -= 1;
    Dnskey twin = new Dnskey(256, 3, 13, field);
    assertThat(twin.tag()).isEqualTo(old.dnskey().tag());
    key(twin, BindTiming.from(THEN), Optional.empty());
    BindKey next =
        key(256, BindTiming.from(THEN), Optional.of(state("Predecessor: " + twin.tag())));
    assertThat(found(next).predecessors()).isEmpty();
  }

  private FoundKey found(BindKey key) {
    return new BindReports(directory, NOW).found(key, Optional.empty());
  }

  private static BindState state(String more) {
    return BindState.parse("Algorithm: 13\nLength: 256\n" + more);
  }

  private BindKey key(int flags, BindTiming timing, Optional<BindState> state) {
    byte[] field = new byte[64];
    field[0] = (byte) ++made;
    field[2] = 100;
    int algorithm = DnssecAlgorithm.ECDSAP256SHA256.number();
    return key(new Dnskey(flags, 3, algorithm, field), timing, state);
  }

  private BindKey key(Dnskey dnskey, BindTiming timing, Optional<BindState> state) {
    BindKey key =
        new BindKey(
            new KeyHandle("keys", "K" + made), Name.parse("example."), dnskey, timing, state, true);
    directory.add(key);
    return key;
  }
}
