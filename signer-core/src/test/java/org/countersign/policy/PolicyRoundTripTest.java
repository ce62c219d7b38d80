package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.settings.RecordTree;

class PolicyRoundTripTest {
  private static final List<String> SECTIONS =
      List.of(
          "",
          "signing",
          "denial",
          "zonemd",
          "serial",
          "ttl",
          "keys",
          "keys.zsk",
          "keys.ksk",
          "timing",
          "gate",
          "gate.churn",
          "gate.churn.ds",
          "gate.parent",
          "apex",
          "apex.soa");

  @Property(tries = 200)
  void aWrittenPolicyIsReadBackTheSame(@ForAll("policies") Policy policy) {
    Policy read = PolicyFile.parse(PolicyWriter.whole(policy), "written");
    assertThat(RecordTree.with(read, Map.of("stated", policy.stated()))).isEqualTo(policy);
  }

  @Property(tries = 200)
  void whatAPolicyStatesIsReadBackTheSame(@ForAll("policies") Policy policy) {
    Policy read = PolicyFile.parse(PolicyWriter.whole(policy), "written");
    assertThat(PolicyFile.parse(PolicyWriter.stated(read), "stated")).isEqualTo(read);
  }

  @Property(tries = 300)
  void anUnknownFieldIsRefusedInEverySection(
      @ForAll("sections") String section, @ForAll("words") String word) {
    String path = section.isEmpty() ? word : section + "." + word;
    String yaml = "";
    String indent = "";
    for (String step : path.split("\\.")) {
      yaml += indent + step + ":" + (step.equals(word) ? " 1" : "") + "\n";
      indent += "  ";
    }
    String text = yaml;
    PolicyException e =
        catchThrowableOfType(PolicyException.class, () -> PolicyFile.parse(text, "t"));
    assertThat(e.problems()).hasSize(1);
    assertThat(e.problems().get(0).path()).isEqualTo(path);
    assertThat(e.problems().get(0).line()).isEqualTo(path.split("\\.").length);
    assertThat(e).hasMessageContaining("unknown field " + path + "; ");
  }

  @Provide
  Arbitrary<String> sections() {
    return Arbitraries.of(SECTIONS);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(s -> "q" + s); // no field begins with q
  }

  @Provide
  Arbitrary<Policy> policies() {
    Arbitrary<Duration> time = Arbitraries.longs().between(0, 100_000_000).map(Duration::ofSeconds);
    Arbitrary<String> text = Arbitraries.strings().withCharRange(' ', '\u00ff').ofMaxLength(20);
    Arbitrary<List<String>> texts = text.list().ofMaxSize(3);
    return Combinators.combine(
            time.list().ofSize(4),
            Arbitraries.of(DnssecAlgorithm.class),
            Arbitraries.of(DenialPolicy.Mode.class),
            Arbitraries.of(true, false),
            text,
            texts,
            Arbitraries.doubles().between(0, 100).ofScale(3))
        .as(
            (d, algorithm, mode, flag, word, words, share) ->
                RecordTree.with(
                    Policy.defaults(),
                    Map.ofEntries(
                        Map.entry("signing.algorithm", algorithm),
                        Map.entry("signing.validity", d.get(0)),
                        Map.entry("signing.verifyAfterSign", flag),
                        Map.entry("denial.mode", mode),
                        Map.entry("denial.salt", word),
                        Map.entry("ttl.max", d.get(1)),
                        Map.entry("keys.vault", word),
                        Map.entry("gate.maxValidity", d.get(2)),
                        Map.entry("gate.churn.glue.addedPercent", share),
                        Map.entry("gate.goldenNames", words),
                        Map.entry("apex.soa.expire", d.get(3)),
                        Map.entry("apex.records", words))));
  }
}
