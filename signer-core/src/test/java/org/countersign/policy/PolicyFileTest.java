package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.settings.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {
  @Test
  void readsSectionsListsDurationsAndEnums() {
    Policy policy =
        PolicyFile.parse(
            """
            # a short policy
            signing: {algorithm: ED25519, validity: 14d, jitter: 1d12h}
            denial:
              mode: nsec
            serial: {policy: datecounter}
            gate:
              churn: {delegations: {removedPercent: 0.5, max: 100}}
              goldenNames: [a.example., b.example.]
              parent: {unreachable: warn}
            apex: {soa: {expire: 1w}, ns: [ns1.nic.example.]}
            """,
            "test");
    assertThat(policy.signing().algorithm()).isEqualTo(DnssecAlgorithm.ED25519);
    assertThat(policy.signing().validity()).isEqualTo(Duration.ofDays(14));
    assertThat(policy.signing().jitter()).isEqualTo(Duration.ofHours(36));
    assertThat(policy.denial().mode()).isEqualTo(DenialPolicy.Mode.NSEC);
    assertThat(policy.serial().policy()).isEqualTo(SerialRule.Kind.DATECOUNTER);
    assertThat(policy.gate().churn().delegations().removedPercent()).isEqualTo(0.5);
    assertThat(policy.gate().churn().delegations().addedPercent()).isEqualTo(20.0);
    assertThat(policy.gate().goldenNames()).containsExactly("a.example.", "b.example.");
    assertThat(policy.gate().parent().unreachable()).isEqualTo(GatePolicy.Parent.Unreachable.WARN);
    assertThat(policy.apex().soa().expire()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void knowsWhatTheFileStated() {
    Policy policy = PolicyFile.parse("denial: {mode: nsec3}\nttl:\n  max: 1d\nzonemd:\n", "test");
    assertThat(policy.stated())
        .containsExactlyInAnyOrder("denial", "denial.mode", "ttl", "ttl.max");
    assertThat(policy.states("denial.iterations")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"13", "ECDSAP256SHA256", "ecdsap256sha256", "\"13\""})
  void readsAnAlgorithmByMnemonicOrNumber(String text) {
    assertThat(PolicyFile.parse("signing: {algorithm: " + text + "}", "t").signing().algorithm())
        .isEqualTo(DnssecAlgorithm.ECDSAP256SHA256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "---\n", "# nothing\n", "signing:\n", "{}"})
  void aFileThatStatesNothingIsTheDefaults(String yaml) {
    assertThat(PolicyFile.parse(yaml, "t")).isEqualTo(Policy.defaults());
  }

  @Test
  void reportsEveryProblemAtOnceWithItsLine() {
    PolicyException e =
        catchThrowableOfType(
            PolicyException.class,
            () ->
                PolicyFile.parse(
                    """
                    signing:
                      treads: 4
                      validity: 3600
                      rsaBits: many
                    denial: nsec
                    threads: 2
                    gate:
                      goldenNames: a.example.
                      churn:
                        ds: {max: [1]}
                    """,
                    "my.yaml"));
    assertThat(e.problems().stream().map(Problem::toString))
        .containsExactlyInAnyOrder(
            "line 2: unknown field signing.treads; did you mean signing.threads?",
            "line 3: signing.validity: found 3600 without a unit; write 3600s if seconds are meant",
            "line 4: signing.rsaBits: found \"many\"; needed is a whole number in decimal digits",
            "line 5: denial: found \"nsec\"; needed is a section with fields: mode, optOut,"
                + " iterations, salt",
            "line 6: unknown field threads; did you mean signing.threads?",
            "line 8: gate.goldenNames: found \"a.example.\"; needed is a list: [a, b]",
            "line 10: gate.churn.ds.max: found a list; needed is one value: whole number");
    assertThat(e).hasMessageStartingWith("my.yaml: 7 problems:\n  line ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: [", // syntax
        "signing: {validity: 1d}\nsigning: {validity: 2d}", // twice
        "x: &a [1]\ny: *a", // alias
        "signing: !java/object {validity: 1d}", // tag
        "denial:\n  salt: -\n", // a lone hyphen is list syntax
        "ttl: {max: 1d}\n---\nttl: {max: 2d}", // two documents
        "- a", // no mapping
        "text",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
      })
  void refusesFilesThatAreNoPolicy(String yaml) {
    assertThatThrownBy(() -> PolicyFile.parse(yaml, "bad.yaml"))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("bad.yaml: ");
  }

  @Test
  void aLoneHyphenForTheSaltIsExplained() {
    assertThatThrownBy(() -> PolicyFile.parse("denial:\n  mode: nsec3\n  salt: -\n", "bad.yaml"))
        .hasMessageContaining("a lone - is written in quotes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"denial: {salt: -}", "denial:\n  salt: \"-\"", "denial: {salt: ''}"})
  void noSaltIsWrittenAsAHyphenOrNothing(String yaml) {
    assertThat(PolicyFile.parse(yaml, "t").denial().saltOctets()).isEmpty();
  }

  @Test
  void aliasesCannotBlowUp() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> PolicyFile.parse(bomb.toString(), "bomb"))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("aliases");
  }

  @Test
  void refusesAFileOfAMegabyte(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("big.yaml"), "#".repeat(1 << 20) + "##");
    assertThatThrownBy(() -> PolicyFile.load(file))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("the limit is 1048576");
  }

  @Test
  void refusesAMissingFileAndOneThatIsNoText(@TempDir Path dir) throws Exception {
    assertThatThrownBy(() -> PolicyFile.load(dir.resolve("none.yaml")))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("there is no such file");
    Path file = Files.write(dir.resolve("latin.yaml"), new byte[] {'#', (byte) 0xe9, '\n'});
    assertThatThrownBy(() -> PolicyFile.load(file))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("not UTF-8");
  }
}
