package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Loose records: the evidence of the .ru outage, and what dig prints. */
class PartialJudgeTest {
  private static PartialVerdict incident(String at, String... files) throws IOException {
    List<InputStream> inputs = new ArrayList<>();
    for (String file : files) {
      byte[] text = Files.readAllBytes(Shared.file("incident-ru-2024/" + file));
      inputs.add(new ByteArrayInputStream(text));
    }
    return new PartialJudge().judge(inputs, Instant.parse(at));
  }

  private static List<String> verdicts(PartialVerdict verdict) {
    return verdict.signatures().stream()
        .map(s -> s.owner() + " " + s.type() + " " + s.keyTag() + " " + s.kind().text())
        .toList();
  }

  @Test
  void theSignatureThatTookRuDownIsBogus() throws IOException {
    PartialVerdict verdict = incident("2024-01-31T12:00:00Z", "dnskey.zone", "apex-outage.zone");

    assertThat(verdicts(verdict))
        .containsExactlyInAnyOrder("ru. NS 52263 bogus", "ru. DNSKEY 43786 valid");
    assertThat(verdict.allValid()).isFalse();
  }

  @Test
  void theGoodZonesBeforeAndAfterAreValid() throws IOException {
    PartialVerdict before = incident("2024-01-31T12:00:00Z", "dnskey.zone", "apex-4058856.zone");
    PartialVerdict after = incident("2024-02-01T12:00:00Z", "dnskey.zone", "apex-4058871.zone");

    assertThat(verdicts(before))
        .containsExactlyInAnyOrder(
            "ru. SOA 44301 valid", "ru. NS 44301 valid", "ru. DNSKEY 43786 valid");
    assertThat(verdicts(after))
        .containsExactlyInAnyOrder(
            "ru. SOA 52263 valid", "ru. NS 52263 valid", "ru. DNSKEY 43786 valid");
    assertThat(before.allValid() && after.allValid()).isTrue();
  }

  private static PartialVerdict loose(String at, String... drop) {
    List<String> dropped = List.of(drop);
    String text =
        new TestZone()
            .records().stream()
                .filter(r -> !dropped.contains(TestZone.id(r)))
                .map(Object::toString)
                .collect(
                    Collectors.joining(
                        "\n",
                        "; <<>> DiG 9.18 <<>> +dnssec\n;; ANSWER SECTION:\n",
                        "\n\n;; Query"));
    return new PartialJudge()
        .judge(
            List.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))),
            Instant.parse(at));
  }

  @Test
  void signaturesOutsideTheirTimeAreExpiredOrNotYetValid() {
    assertThat(loose("2027-06-01T00:00:00Z").signatures())
        .extracting(SignatureVerdict::kind)
        .containsOnly(SignatureVerdict.Kind.EXPIRED);
    assertThat(loose("2026-06-01T00:00:00Z").signatures())
        .extracting(SignatureVerdict::kind)
        .containsOnly(SignatureVerdict.Kind.NOT_YET_VALID);
    assertThat(loose("2026-12-01T00:00:00Z").allValid()).isTrue();
  }

  @Test
  void signaturesWithoutTheirKeyHaveNoKey() {
    assertThat(loose("2026-12-01T00:00:00Z", "example. DNSKEY").signatures())
        .extracting(SignatureVerdict::kind)
        .containsOnly(SignatureVerdict.Kind.NO_KEY);
  }
}
