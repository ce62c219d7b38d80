package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.countersign.dns.Name;
import org.countersign.settings.Problem;
import org.junit.jupiter.api.Test;

class DerivedPolicyTest {
  private static final List<String> RECORDS =
      List.of(
          "example.\t3600\tIN\tTXT\t\"a \\\"quoted\\\" text; no comment\"",
          "ns1.example.\t86400\tIN\tAAAA\t2001:db8::1",
          "\\000\\@x.example.\t60\tIN\tTYPE65280\t\\# 2 abcd");

  private static ApexFacts facts(List<Long> seconds) {
    List<Duration> d = seconds.stream().map(Duration::ofSeconds).toList();
    return new ApexFacts(
        Name.parse("example."),
        Name.parse("ns1.example."),
        Name.parse("john\\.doe.example."),
        d.get(0),
        d.get(1),
        d.get(2),
        d.get(3),
        d.get(4),
        List.of(Name.parse("ns1.example."), Name.parse("ns2.example.net.")),
        d.get(5),
        RECORDS,
        d.get(6));
  }

  private static Policy read(ApexFacts facts) {
    return PolicyFile.parse(DerivedPolicy.yaml(facts), "derived");
  }

  @Test
  void theRootZonesTimesGiveASoundPolicyWithTheSameApex() {
    ApexFacts root = facts(List.of(86_400L, 1_800L, 900L, 604_800L, 86_400L, 518_400L, 518_400L));
    Policy policy = read(root);
    assertThat(PolicyLint.forZone(policy, root.origin())).isEmpty();
    assertThat(policy.apex().soa())
        .isEqualTo(
            new ApexPolicy.Soa(
                "ns1.example.",
                "john\\.doe.example.",
                Duration.ofDays(1),
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                Duration.ofDays(7),
                Duration.ofDays(1)));
    assertThat(policy.apex().ns()).containsExactly("ns1.example.", "ns2.example.net.");
    assertThat(policy.apex().records()).isEqualTo(RECORDS);
    assertThat(policy.ttl().max()).isEqualTo(Duration.ofDays(6));
    assertThat(policy.signing().validity()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void signaturesLiveLongerWhereExpireIsLong() {
    ApexFacts ru =
        facts(List.of(345_600L, 86_400L, 14_400L, 2_592_000L, 3_600L, 345_600L, 345_600L));
    Policy policy = read(ru);
    assertThat(PolicyLint.forZone(policy, ru.origin())).isEmpty();
    assertThat(policy.signing().validity()).isEqualTo(Duration.ofDays(53)); // (30 + 4 + 1) * 1.5
    assertThat(DerivedPolicy.yaml(ru)).contains("# signing.validity is 53d because secondaries");
  }

  @Test
  void whatHadToDifferIsSaid() {
    assertThat(DerivedPolicy.yaml(facts(List.of(60L, 600L, 600L, 60L, 60L, 60L, 60L))))
        .contains("# apex.soa.expire is 1m in the file, here 20m; raised");
  }

  @Property(tries = 500)
  void anyZonesTimesGiveAPolicyWithoutErrors(@ForAll("times") List<Long> seconds) {
    ApexFacts facts = facts(seconds);
    assertThat(PolicyLint.forZone(read(facts), facts.origin())).noneMatch(Problem::isError);
  }

  @Provide
  Arbitrary<List<Long>> times() {
    // TTLs and minimum: 31 bits, the other SOA fields 32; people's values are far below
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 10_000_000), Arbitraries.longs().between(0, 86_400))
        .list()
        .ofSize(7);
  }
}
