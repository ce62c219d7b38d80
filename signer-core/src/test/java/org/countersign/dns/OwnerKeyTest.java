package org.countersign.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Names and their keys against dnsjava's, which are another implementation. */
final class OwnerKeyTest {
  private static final Name ORIGIN = Name.parse("example.");

  /** A wire-format name below the origin; few different octets, so that prefixes are shared. */
  private static Name name(Random random) {
    byte[] octets = {0, 1, 2, 'a', 'b', '*', '.', '\\', (byte) 0xff};
    byte[] wire = new byte[Name.MAX_WIRE];
    int at = 0;
    int labels = random.nextInt(4);
    for (int l = 0; l < labels; l++) {
      int size = 1 + random.nextInt(random.nextInt(8) == 0 ? 63 : 4);
      wire[at++] = (byte) size;
      for (int i = 0; i < size; i++) {
        wire[at++] = octets[random.nextInt(octets.length)];
      }
    }
    return Name.ofWire(java.util.Arrays.copyOf(wire, ORIGIN.write(wire, at)));
  }

  private static org.xbill.DNS.Name foreign(Name name) throws Exception {
    return new org.xbill.DNS.Name(name.wire());
  }

  @Property
  void orderOfKeysIsTheCanonicalOrderOfNames(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Name a = name(random);
    Name b = name(random);
    int order = Integer.signum(foreign(a).compareTo(foreign(b)));
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(order);
    assertThat(
            Integer.signum(
                java.util.Arrays.compareUnsigned(OwnerKey.of(a, ORIGIN), OwnerKey.of(b, ORIGIN))))
        .isEqualTo(order);
  }

  @Property
  void aKeyStandsForExactlyItsName(@ForAll long seed) {
    Name name = name(new Random(seed));
    byte[] key = OwnerKey.of(name, ORIGIN);
    assertThat(OwnerKey.name(key, 0, key.length, ORIGIN)).isEqualTo(name);
    assertThat(OwnerKey.labels(key, 0, key.length)).isEqualTo(name.labels() - 1);
  }

  @Property
  void aKeyStartsWithThatOfEveryNameAboveIt(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Name a = name(random);
    Name b = random.nextBoolean() ? a.parent() : name(random);
    if (!b.isWithin(ORIGIN)) {
      return;
    }
    byte[] key = OwnerKey.of(a, ORIGIN);
    byte[] above = OwnerKey.of(b, ORIGIN);
    boolean starts =
        key.length >= above.length
            && java.util.Arrays.equals(key, 0, above.length, above, 0, above.length);
    assertThat(starts).isEqualTo(foreign(a).subdomain(foreign(b))).isEqualTo(a.isWithin(b));
  }

  @Property
  void printedNamesReadBackHereAndInDnsjava(@ForAll long seed) throws Exception {
    Name name = name(new Random(seed));
    assertThat(Name.parse(name.toString())).isEqualTo(name);
    assertThat(org.xbill.DNS.Name.fromString(name.toString())).isEqualTo(foreign(name));
  }

  @Test
  void aNameOutsideTheZoneHasNoKey() {
    assertThatThrownBy(() -> OwnerKey.of(Name.parse("example.net."), ORIGIN))
        .hasMessageContaining("not in zone");
    assertThatThrownBy(() -> OwnerKey.of(Name.parse("anexample."), ORIGIN))
        .hasMessageContaining("not in zone");
  }

  @Test
  void whatIsNoNameIsRefused() {
    for (String bad :
        new String[] {
          "", "a..b.", ".a.", "a\\", "a\\25", "a\\256.", "x".repeat(64) + ".", "münchen."
        }) {
      assertThatThrownBy(() -> Name.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    String longest = ("x".repeat(63) + ".").repeat(3);
    assertThat(Name.parse(longest + "y".repeat(61) + ".").length()).isEqualTo(255);
    assertThatThrownBy(() -> Name.parse(longest + "y".repeat(62) + "."))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
