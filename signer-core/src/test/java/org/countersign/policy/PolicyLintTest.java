package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.countersign.dns.Name;
import org.countersign.settings.Problem;
import org.countersign.settings.RecordTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyLintTest {
  private static final Name ORIGIN = Name.parse("example.");

  private static List<Problem> zone(String yaml) {
    String ns = "apex: {ns: [ns1.example.net.]}";
    String whole = yaml + "\n" + ns;
    if (yaml.contains("apex")) {
      whole = yaml;
    } else if (yaml.startsWith("{")) {
      whole = yaml.substring(0, yaml.length() - 1) + ", " + ns + "}";
    }
    return PolicyLint.forZone(PolicyFile.parse(whole, "t"), ORIGIN);
  }

  private static List<Problem> file(String yaml) {
    return PolicyLint.forFile(PolicyFile.parse(yaml, "t"));
  }

  @Test
  void theDefaultsFitTogether() {
    assertThat(PolicyLint.forFile(Policy.defaults())).isEmpty();
    assertThat(zone("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signing: {algorithm: 13, validity: 14d}",
        "signing: {algorithm: 8, validity: 14d, refresh: 5d}",
        "signing: {validity: 1h, jitter: 0, refresh: 1m}",
        "signing: {jitter: 0, inceptionOffset: 0}",
        "ttl: {max: 1d}",
        "ttl: {max: 300s}",
        "gate: {minRemaining: 1h}",
        "gate: {minRemaining: 20d}",
        "gate: {minRemaining: 90d}",
        "gate: {maxValidity: 10d}",
        "gate: {clockSkew: 2h}",
        "gate: {churn: {delegations: {removedPercent: 100, addedPercent: 1000}}}",
        "denial: {mode: nsec}",
        "denial: {mode: nsec3, optOut: false}",
        "apex: {soa: {expire: 60d}}",
        "serial: {policy: unixtime}",
        "zonemd: {enabled: true}",
        "keys: {zsk: {lifetime: 1h}}"
      })
  void aShortPolicyForFilesNeedsNothingElse(String yaml) {
    assertThat(file(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signing: {validity: 14d}",
        "signing: {validity: 21d, jitter: 3d}",
        "ttl: {max: 1d}",
        "ttl: {max: 6d}",
        "gate: {minRemaining: 1h}",
        "gate: {minRemaining: 14d}",
        "apex: {ns: [a.nic.example.], soa: {expire: 21d}}",
        "apex: {ns: [a.nic.example.], soa: {refresh: 5m}}"
      })
  void aShortPolicyForAZoneNeedsNothingElse(String yaml) {
    assertThat(zone(yaml)).isEmpty();
  }

  @Test
  void refreshShorterThanExpireAndTtlIsExplained() {
    assertThat(
            zone("{signing: {refresh: 3d}, ttl: {max: 1d}, apex: {ns: [a.], soa: {expire: 30d}}}"))
        .extracting(Problem::message)
        .containsExactly(
            "signing.refresh 3d is shorter than apex.soa.expire 30d + ttl.max 1d: secondaries could"
                + " serve expired signatures; raise refresh (and validity) or lower expire");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          signing: {validity: 10d, refresh: 9d, jitter: 2d} | signing.validity | due for refreshing at once
          signing: {refresh: 45d} | signing.validity | signing.validity 30d (the default) is not longer
          signing: {validity: 0} | signing.validity | more than 0
          signing: {validity: 36000d} | signing.validity | 68 years
          {signing: {validity: 30d, refresh: 2d}, gate: {minRemaining: 3d}} | gate.minRemaining | refuse signatures that the signer keeps
          {signing: {validity: 4d, refresh: 1d, jitter: 1d}, gate: {minRemaining: 3d}} | gate.minRemaining | refuse new signatures
          {signing: {validity: 30d}, gate: {maxValidity: 20d}} | gate.maxValidity | raise maxValidity or leave it out
          {signing: {inceptionOffset: 1m}, gate: {clockSkew: 1h}} | gate.clockSkew | raise inceptionOffset
          ttl: {max: 1h, delegation: 1d} | ttl.delegation | above ttl.max 1h
          ttl: {delegation: 3d} | ttl.delegation | above ttl.max 2d (the default)
          {ttl: {max: 1h}, apex: {soa: {minimum: 2h}}} | apex.soa.minimum | above ttl.max 1h
          ttl: {max: 30000d} | ttl.max | 2147483647s
          ttl: {max: 0} | ttl.max | lets nothing pass
          denial: {iterations: 51} | denial.iterations | RFC 9276 section 3.2
          denial: {iterations: -1} | denial.iterations | out of range
          denial: {salt: abc} | denial.salt | not hexadecimal
          denial: {salt: xyzw} | denial.salt | not hexadecimal
          signing: {algorithm: 7} | signing.algorithm | never signed with
          signing: {algorithm: RSASHA1} | signing.algorithm | never signed with
          signing: {rsaBits: 512} | signing.rsaBits | 1024 to 4096
          {signing: {algorithm: 8, rsaBits: 1024}, gate: {minRsaBits: 2048}} | signing.rsaBits | refuse the keys
          signing: {threads: -1} | signing.threads | out of range
          keys: {tagRange: 5} | keys.tagRange | FROM-TO
          keys: {tagRange: 9-5} | keys.tagRange | smaller one comes first
          keys: {tagRange: 0-70000} | keys.tagRange | 0 to 65535
          gate: {churn: {ds: {removedPercent: 101}}} | gate.churn.ds.removedPercent | 0 to 100
          gate: {churn: {ds: {changedPercent: -1}}} | gate.churn.ds.changedPercent | 0 to 100
          gate: {churn: {glue: {addedPercent: -1}}} | gate.churn.glue.addedPercent | 0 or more
          gate: {churn: {other: {max: -5}}} | gate.churn.other.max | 0 or more
          gate: {goldenNames: [a..b]} | gate.goldenNames[0] | label of 0 octets
          gate: {outsideOpinions: [dnssec-verify]} | gate.outsideOpinions[0] | {file}
          gate: {outsideOpinions: ['check {file} {zone}']} | gate.outsideOpinions[0] | known are {epoch}, {file}, {origin}
          gate: {outsideOpinionTimeout: 0} | gate.outsideOpinionTimeout | no time
          gate: {snapshotMaxAge: 0} | gate.snapshotMaxAge | lets nothing pass
          gate: {parent: {servers: [ns.example]}} | gate.parent.servers[0] | ADDRESS@PORT
          gate: {parent: {servers: [192.0.2.1@0]}} | gate.parent.servers[0] | ADDRESS@PORT
          gate: {parent: {servers: [256.0.2.1]}} | gate.parent.servers[0] | ADDRESS@PORT
          gate: {parent: {servers: ['2001:db8::zz']}} | gate.parent.servers[0] | ADDRESS@PORT
          apex: {ns: [a..example.]} | apex.ns[0] | label of 0 octets
          apex: {ns: [a.example., A.Example.]} | apex.ns[1] | in the list twice
          apex: {soa: {rname: hostmaster@example.}} | apex.soa.rname | a mailbox is written
          apex: {soa: {expire: 10m}} | apex.soa.expire | drop the zone before they ask again
          apex: {records: [$INCLUDE /etc/passwd]} | apex.records[0] | not one record
          """)
  void numbersThatDoNotFitTogetherAreRefused(String yaml, String path, String words) {
    assertThat(file(yaml))
        .anySatisfy(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.message()).contains(words);
            });
    assertThat(zone(yaml)).extracting(Problem::path).contains(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apex: {soa: {mname: a.}} | apex.ns | RFC 1034
          gate: {goldenNames: [a.test.]} | gate.goldenNames[0] | not within example.
          keys: {zsk: {lifetime: 1d}} | keys.zsk.lifetime | 2d5h a rollover takes
          keys: {ksk: {lifetime: 1h}} | keys.ksk.lifetime | 0 for never
          gate: {minRemaining: 29d} | gate.minRemaining | refuse new signatures
          gate: {maxValidity: 10d} | gate.maxValidity | signing.validity 30d (the default)
          signing: {validity: 7d} | signing.refresh | serve expired signatures
          """)
  void aManagedZoneIsHeldToMore(String yaml, String path, String words) {
    assertThat(file(yaml)).isEmpty();
    assertThat(zone(yaml))
        .anySatisfy(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.message()).contains(words);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          denial: {iterations: 1} | denial.iterations
          denial: {salt: aabb} | denial.salt
          denial: {mode: nsec, optOut: true} | denial.optOut
          signing: {algorithm: 8, rsaBits: 1024} | signing.rsaBits
          signing: {inceptionOffset: 8d} | signing.inceptionOffset
          ttl: {max: 8d} | ttl.max
          keys: {tagRange: 0-9} | keys.tagRange
          apex: {soa: {retry: 1h}} | apex.soa.retry
          {ttl: {max: 3d}, apex: {soa: {minimum: 2d}}} | apex.soa.minimum
          apex: {ns: [ns1]} | apex.ns[0]
          """)
  void whatIsMerelyUnwiseIsAWarning(String yaml, String path) {
    List<Problem> found = file(yaml);
    assertThat(found).singleElement().satisfies(p -> assertThat(p.isError()).isFalse());
    assertThat(found.get(0).path()).isEqualTo(path);
    assertThat(PolicyLint.orRefuse(found, "t")).isEqualTo(found);
  }

  @Test
  void aLongSaltIsRefused() {
    assertThat(file("denial: {salt: " + "ab".repeat(256) + "}"))
        .extracting(Problem::message)
        .containsExactly("denial.salt has 256 octets; the most is 255 (RFC 5155 section 3.2)");
  }

  @Test
  void negativeDurationsMadeInCodeAreRefused() {
    Policy policy =
        RecordTree.with(Policy.defaults(), Map.of("timing.parentDsTtl", Duration.ofSeconds(-1)));
    assertThat(PolicyLint.forFile(policy))
        .extracting(Problem::path)
        .containsExactly("timing.parentDsTtl");
  }

  @Test
  void allProblemsAreThrownTogether() {
    List<Problem> found = file("{signing: {threads: -1, rsaBits: 1}, denial: {iterations: 3}}");
    assertThatThrownBy(() -> PolicyLint.orRefuse(found, "p.yaml"))
        .isInstanceOf(PolicyException.class)
        .hasMessageContainingAll("p.yaml: 3 problems", "signing.threads", "warning: denial");
  }
}
