package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The keys and signatures printed in RFC 5702, 6605 and 8080 verify. Their text has flaws: records
 * are indented, 8080 leaves the algorithm out, counts three labels where there are two (and signed
 * that) and opens a parenthesis too many. The file for 5702 ends after its first key and signature.
 */
class RfcVectorSignaturesTest {
  private static final Pattern RECORD =
      Pattern.compile(
          "^ {0,3}[a-z.]+ +3600 +IN +(DNSKEY|MX|A|RRSIG)\\b[^(\\n]*(\\([^)]*\\))?[^\\n]*",
          Pattern.MULTILINE);

  @ParameterizedTest
  @CsvSource({"rfc5702, 1, 2010-01-01", "rfc6605, 2, 2010-09-01", "rfc8080, 4, 2015-08-10"})
  void verify(String rfc, int signatures, String day) throws IOException {
    String text = Files.readString(Shared.file("suites/rfc-zones/" + rfc + "-vectors.txt"));
    int found = 0;
    StringBuilder records = new StringBuilder();
    Matcher record = RECORD.matcher(text);
    while (record.find()) {
      String line = record.group().strip().replaceAll("\\s+", " ");
      if (rfc.equals("rfc8080")) {
        line = line.replace("RRSIG MX 3 3600 (", "RRSIG MX ALGORITHM 3 3600");
      }
      records.append(line).append('\n');
      if (record.group(1).equals("RRSIG")) { // each example ends with its signature
        PartialVerdict verdict = judge(records.toString(), day);
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.allValid()).as("%s", verdict.signatures()).isTrue();
        found += verdict.signatures().size();
        records.setLength(0);
      }
    }
    assertThat(found).isEqualTo(signatures);
  }

  private static PartialVerdict judge(String records, String day) {
    String algorithm = records.contains(" 257 3 16 ") ? "16" : "15";
    String fixed = records.replace("ALGORITHM", algorithm);
    byte[] text = fixed.getBytes(StandardCharsets.US_ASCII);
    return new PartialJudge()
        .judge(List.of(new ByteArrayInputStream(text)), Instant.parse(day + "T00:00:00Z"));
  }
}
