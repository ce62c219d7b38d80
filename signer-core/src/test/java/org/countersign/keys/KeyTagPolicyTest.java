package org.countersign.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.countersign.dns.Dnskey;
import org.countersign.policy.TagRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTagPolicyTest {
  @Property
  void noTagOfAKnownKeyIsGivenAgainWhateverAlgorithmFlagsAndRevocation(
      @ForAll byte[] known, @ForAll boolean revoked, @ForAll boolean entryPoint) {
    Dnskey old = key(revoked ? 385 : entryPoint ? 257 : 256, 8, known);
    KeyTagPolicy policy = new KeyTagPolicy(List.of(old), TagRange.ANY);
    assertThat(policy.allows(withTag(old.tag().value()))).isFalse();
    int toggled = key(old.flags() ^ Dnskey.REVOKE, 8, known).tag().value();
    assertThat(policy.allows(withTag(toggled))).isFalse();
  }

  @Property
  void aKeyWhoseTagOnceRevokedWouldBeTakenIsRefused(@ForAll byte[] field) {
    Dnskey candidate = key(257, 13, field);
    Dnskey old = withTag(candidate.revoked().tag().value());
    assertThat(new KeyTagPolicy(List.of(old), TagRange.ANY).allows(candidate)).isFalse();
  }

  @Property
  void everyOtherTagIsFree(@ForAll byte[] known, @ForAll byte[] field) {
    Dnskey old = key(256, 8, known);
    Dnskey candidate = key(257, 13, field);
    List<Integer> taken = List.of(old.tag().value(), old.revoked().tag().value());
    Assume.that(!taken.contains(candidate.tag().value()));
    Assume.that(!taken.contains(candidate.revoked().tag().value()));
    assertThat(new KeyTagPolicy(List.of(old), TagRange.ANY).allows(candidate)).isTrue();
  }

  @Test
  void onlyTagsInTheRangeAreAllowed() {
    KeyTagPolicy policy = new KeyTagPolicy(List.of(), TagRange.parse("1000-1999"));
    assertThat(policy.allows(withTag(999))).isFalse();
    assertThat(policy.allows(withTag(1000))).isTrue();
    assertThat(policy.allows(withTag(1999))).isTrue();
    assertThat(policy.allows(withTag(2000))).isFalse();
    assertThat(policy.free()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "9-5", "0-65536", "-1-5", "a-b", "1-2-3"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> TagRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Dnskey key(int flags, int algorithm, byte[] field) {
    return new Dnskey(flags, 3, algorithm, field);
  }

  /** A key with that tag: the sum of its 16-bit words is moved to it by the last one. */
  private static Dnskey withTag(int tag) {
    for (int word = 0; word <= 0xffff; word++) {
      Dnskey key = key(256, 13, new byte[] {1, 2, (byte) (word >> 8), (byte) word});
      if (key.tag().value() == tag) {
        return key;
      }
    }
    throw new AssertionError("no key has tag " + tag);
  }
}
