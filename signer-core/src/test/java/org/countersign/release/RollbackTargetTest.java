package org.countersign.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyRole;
import org.junit.jupiter.api.Test;

class RollbackTargetTest {
  private static final Fingerprint OLD = new Fingerprint("aa".repeat(32));
  private static final Fingerprint NEW = new Fingerprint("bb".repeat(32));
  private final ReleaseRecord first = release(1, ReleaseKind.REGULAR, "01", OLD, 0);
  private final ReleaseRecord second = release(2, ReleaseKind.REGULAR, "02", OLD, 1);
  private final ReleaseRecord refresh = release(3, ReleaseKind.REFRESH, "02", OLD, 2);
  private final ReleaseRecord rolled = release(4, ReleaseKind.REGULAR, "02", NEW, 3);

  private static ReleaseRecord release(
      long serial, ReleaseKind kind, String data, Fingerprint zsk, long basis) {
    return new ReleaseRecord(
        Name.parse("example."),
        new Serial(serial),
        Instant.EPOCH,
        kind,
        "ab".repeat(32),
        1,
        serial + ".zone",
        data.repeat(32),
        new ReleaseBasis(Optional.of("s"), OptionalLong.of(1), Optional.of(new Serial(basis))),
        List.of(new ReleasedKey(zsk, new KeyTag(7), 13, KeyRole.ZSK, true, true)),
        ReleaseVerdict.APPROVED,
        Map.of(),
        Optional.empty());
  }

  private static RollbackTarget of(long seen, ReleaseRecord... newestFirst) {
    return new RollbackTarget(List.of(newestFirst), List.of(new Serial(seen)));
  }

  @Test
  void theLastGoodReleaseHasOtherContentThanWhatIsInService() {
    assertThat(of(3, refresh, second, first).lastGood(r -> true)).contains(first);
    assertThat(of(2, second, first).lastGood(r -> false)).isEmpty();
    assertThat(of(1, first).lastGood(r -> true)).isEmpty();
  }

  @Test
  void orOtherKeys() {
    assertThat(of(4, rolled, refresh, second, first).lastGood(r -> true)).contains(refresh);
  }

  @Test
  void whereSomethingNewerIsOutThatIsNotOursTheNewestOfOursIsGood() {
    assertThat(of(9, second, first).strangerIsOut()).isTrue();
    assertThat(of(9, second, first).lastGood(r -> true)).contains(second);
    assertThat(of(9, second, first).formerKeys(Set.of(OLD))).contains(second);
  }

  @Test
  void whatARollbackWentBackBehindIsNotGood() {
    ReleaseRecord back = release(5, ReleaseKind.ROLLBACK, "01", OLD, 1);
    assertThat(of(5, back, rolled, refresh, second, first).lastGood(r -> true)).isEmpty();
  }

  @Test
  void theFormerKeysAreThoseOfTheNewestReleaseThatOthersSigned() {
    assertThat(of(4, rolled, refresh, second, first).formerKeys(Set.of(NEW))).contains(refresh);
    assertThat(of(3, refresh, second).formerKeys(Set.of(NEW)))
        .as("another key is to sign, and has not yet")
        .contains(refresh);
    assertThat(of(3, refresh, second).formerKeys(Set.of(OLD))).isEmpty();
  }
}
