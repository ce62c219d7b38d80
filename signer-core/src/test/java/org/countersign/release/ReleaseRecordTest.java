package org.countersign.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseRecordTest {
  private static final String DIGEST = "ab".repeat(32);

  private static ReleaseRecord release(ReleaseKind kind, String digest, long length) {
    ReleasedKey standby =
        new ReleasedKey(new Fingerprint(DIGEST), new KeyTag(7), 15, KeyRole.ZSK, true, false);
    return new ReleaseRecord(
        Name.parse("example."),
        new Serial(9),
        Instant.EPOCH,
        kind,
        digest,
        length,
        "zones/example/9.zone",
        DIGEST,
        ReleaseBasis.snapshot("3:3:", 7),
        List.of(standby),
        ReleaseVerdict.APPROVED,
        Map.of(),
        Optional.empty());
  }

  @Test
  void aPublishedKeyThatDoesNotSignIsNoSigner() {
    assertThat(release(ReleaseKind.REGULAR, DIGEST, 1).signers()).isEmpty();
  }

  @Test
  void refusesWhatNoReleaseCanBe() {
    assertThatThrownBy(() -> release(ReleaseKind.REGULAR, "AB", 1)).hasMessageContaining("SHA-256");
    assertThatThrownBy(() -> release(ReleaseKind.REGULAR, DIGEST, 0))
        .hasMessageContaining("octets");
    assertThatThrownBy(() -> release(ReleaseKind.ROLLBACK, DIGEST, 1))
        .hasMessageContaining("goes back to");
    assertThatThrownBy(
            () -> new ReleaseBasis(Optional.empty(), OptionalLong.empty(), Optional.empty()))
        .hasMessageContaining("neither is named");
  }

  @Test
  void aBasisReadsAsASentencePart() {
    assertThat(ReleaseBasis.snapshot("3:3:", 7)).hasToString("snapshot 3:3: at revision 7");
    assertThat(ReleaseBasis.release(new Serial(8))).hasToString("serial 8");
    assertThat(new ReleaseBasis(Optional.of("s"), OptionalLong.of(7), Optional.of(new Serial(8))))
        .hasToString("snapshot s at revision 7, serial 8");
  }

  @ParameterizedTest
  @EnumSource
  void kindsAreReadBack(ReleaseKind kind) {
    assertThat(ReleaseKind.parse(kind.text())).isEqualTo(kind);
    assertThatThrownBy(() -> ReleaseKind.parse("x" + kind.text())).hasMessageContaining("refresh");
  }

  @ParameterizedTest
  @EnumSource
  void verdictsAreReadBack(ReleaseVerdict verdict) {
    assertThat(ReleaseVerdict.parse(verdict.text())).isEqualTo(verdict);
    assertThatThrownBy(() -> ReleaseVerdict.parse("rejected")).hasMessageContaining("approved");
  }
}
