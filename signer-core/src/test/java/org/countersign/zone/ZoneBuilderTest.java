package org.countersign.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;
import org.countersign.policy.ApexPolicy;
import org.countersign.zone.text.ZoneText;
import org.junit.jupiter.api.Test;

/** What of a registry's records belongs into the zone. */
final class ZoneBuilderTest {
  private static final Name ORIGIN = Name.parse("example.");

  private static UnsignedZone build(String registry, String... apexRecords) {
    PackedRecords.Builder records = PackedRecords.builder(ORIGIN);
    ZoneText.read(registry, ORIGIN, 3600, records::add);
    ApexPolicy apex = new ApexPolicy(null, List.of("ns.net."), null, List.of(apexRecords));
    return new ZoneBuilder(apex, 1).build(records.build());
  }

  private static boolean has(UnsignedZone zone, String owner, int type) {
    int number = zone.image().find(Name.parse(owner));
    return number >= 0 && zone.image().findSet(number, type) >= 0;
  }

  @Test
  void glueOfTheOwnAndOfASiblingDelegationStays() {
    UnsignedZone zone =
        build("a NS ns.a\nns.a A 192.0.2.1\nns.a AAAA ::1\nb NS ns.a\nb NS ns.elsewhere.\n");
    assertThat(has(zone, "ns.a.example.", RecordType.A)).isTrue();
    assertThat(has(zone, "ns.a.example.", RecordType.AAAA)).isTrue();
    assertThat(zone.counts().glueRecords()).isEqualTo(2);
  }

  @Test
  void anAddressBelowANameOnHoldDoesNotBecomeAuthoritative() {
    // a is on hold: its NS is gone, but b still points to its host.
    UnsignedZone zone = build("ns.a A 192.0.2.1\nb NS ns.a\n");
    assertThat(has(zone, "ns.a.example.", RecordType.A)).isFalse();
    assertThat(has(zone, "b.example.", RecordType.NS)).isTrue();
  }

  @Test
  void anAddressThatNoNameServerNeedsIsLeftOut() {
    UnsignedZone zone = build("a NS ns.a\nns.a A 192.0.2.1\nother.a A 192.0.2.2\n");
    assertThat(has(zone, "other.a.example.", RecordType.A)).isFalse();
  }

  @Test
  void apexRecordsThatADelegationHidesAreRefused() {
    assertThatThrownBy(() -> build("a NS ns.net.\n", "www.a 60 TXT hidden"))
        .isInstanceOf(ZoneException.class)
        .hasMessageContaining("www.a.example. TXT");
    assertThat(has(build("a NS ns.net.\n", "www 60 TXT seen"), "www.example.", RecordType.TXT))
        .isTrue();
  }

  @Test
  void whatTheSignerMakesCannotBeGiven() {
    assertThatThrownBy(() -> build("", "@ 60 DNSKEY 256 3 13 AAAA"))
        .isInstanceOf(ZoneException.class)
        .hasMessageContaining("are made, not given");
  }

  @Test
  void digestDoesNotDependOnTheOrderOfArrival() {
    String one = DataDigest.of(build("a NS x.net.\na NS y.net.\nb NS x.net.\n").image());
    String other = DataDigest.of(build("b NS x.net.\na NS y.net.\na NS x.net.\n").image());
    assertThat(other).isEqualTo(one);
  }
}
