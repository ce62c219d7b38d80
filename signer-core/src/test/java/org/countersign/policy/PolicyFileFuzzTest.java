package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.countersign.dns.Name;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it is a policy or refused with its problems; nothing else is thrown. */
class PolicyFileFuzzTest {
  private static void readOrRefused(String yaml) {
    try {
      Policy policy = PolicyFile.parse(yaml, "fuzz");
      PolicyLint.forFile(policy);
      PolicyLint.forZone(policy, Name.parse("example."));
      PolicyFile.parse(PolicyWriter.whole(policy), "written");
    } catch (PolicyException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "? signing\n: {validity: 1d}",
        "1: 2",
        "null: 3",
        "~: 3",
        ": 3",
        "true: 3",
        "<<: {signing: {validity: 1d}}",
        "%YAML 1.1\n---\nsigning: {}",
        "%TAG ! tag:x\n---\nsigning: {}",
        "signing: &a {validity: 1d}",
        "signing: !!map {validity: 1d}",
        "signing: {validity: !!binary aGVsbG8=}",
        "signing: {threads: 0x10}",
        "signing: {threads: 1_0}",
        "signing: {threads: 1e3}",
        "signing: {threads: .inf}",
        "signing: {threads: 99999999999999999999999999999999}",
        "gate: {churn: {ds: {addedPercent: .nan}}}",
        "gate: {goldenNames: [[a], {b: c}, null, ~]}",
        "gate: {goldenNames: null}",
        "apex: {records: [|\n  a\n  b]}",
        "apex:\n  records:\n    - |\n      a A 192.0.2.1\n      b A 192.0.2.2\n",
        "\tsigning: {}",
        "signing: \"\\uD800\"",
        "signing: \u0000",
        "\uFEFFsigning: {threads: 2}",
        "...",
        "--- ---",
        "signing: {validity: 2001-12-14t21:59:43.10-05:00}",
        "keys: {tagRange: 99999-99999}",
        "'': {}",
        "signing.validity: 1d",
        "apex: {soa: {mname: '\\999.'}}"
      })
  void oddYamlIsReadOrRefused(String yaml) {
    readOrRefused(yaml);
  }

  @Property(tries = 500)
  void aDamagedPolicyIsReadOrRefused(@ForAll("damaged") String yaml) {
    readOrRefused(yaml);
  }

  @Property(tries = 500)
  void anyTextIsReadOrRefused(@ForAll("yamlish") String yaml) {
    readOrRefused(yaml);
  }

  @Provide
  Arbitrary<String> damaged() throws IOException {
    String example;
    try (var in = PolicyFileFuzzTest.class.getResourceAsStream("/policy/example.yaml")) {
      example = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Arbitrary<Integer> at = Arbitraries.integers().between(0, example.length());
    return Combinators.combine(at, Arbitraries.integers().between(0, 12), yamlish(9))
        .as(
            (from, length, instead) ->
                example.substring(0, from)
                    + instead
                    + example.substring(Math.min(example.length(), from + length)));
  }

  @Provide
  Arbitrary<String> yamlish() {
    return yamlish(60);
  }

  private static Arbitrary<String> yamlish(int length) {
    return Arbitraries.oneOf(
            Arbitraries.of("signing", "validity", "gate", "ttl", "max", ": ", "\n", "  ", "- "),
            Arbitraries.of("{", "}", "[", "]", ",", "&a ", "*a", "!", "|", ">", "\"", "'", "#"),
            Arbitraries.of("1d", "0", "-1", "1e9", "~", "@", "%", "?", "\\", "---", "\t"),
            Arbitraries.strings().all().ofMaxLength(2))
        .list()
        .ofMaxSize(length)
        .map(parts -> String.join("", parts));
  }
}
