package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two keys with one key tag, which is how the .ru zone broke: taken in, told apart, both sign. */
class TwinKeysTest {
  /** Makes ZSKs, each in a directory of its own, until a tag comes twice; some 300. */
  private static final String SEARCH =
      """
      i=0
      while [ $i -lt 3000 ]; do
        i=$((i+1)); mkdir d$i || exit 1
        key=$(dnssec-keygen -q -a 13 -K d$i example.) || exit 1
        if [ -e "$key" ]; then cat "$key"; echo d$i; exit 0; fi
        echo d$i > "$key"
      done
      exit 1
      """;

  @TempDir Path directory;
  @TempDir Path search;

  @Test
  void bothAreWarnedOfSignAndAreAccepted() throws Exception {
    OutsideTool.demand("dnssec-keygen");
    String found = OutsideTool.demand("sh").run(search, "-c", SEARCH).expectSuccess();
    List<String> places = found.lines().toList();
    try (Site site = new Site(directory).withZone()) {
      CliRun one = site.run("key", "import", "example.", "--from", search.resolve(places.get(0)));
      CliRun two = site.run("key", "import", "example.", "--from", search.resolve(places.get(1)));

      assertThat(one.exit()).as("%s", one).isZero();
      assertThat(two.exit()).as("%s", two).isZero();
      JsonNode twin = two.json().get("imported").get(0);
      int tag = twin.get("keyTag").asInt();
      assertThat(twin.get("role").asText()).isEqualTo("zsk");
      assertThat(one.json().get("imported").get(0).get("keyTag").asInt()).isEqualTo(tag);
      assertThat(one.json().get("warnings")).isEmpty();
      assertThat(two.json().get("warnings").toString())
          .contains("have the tag " + tag, twin.get("fingerprint").asText());
      assertThat(site.audited()).endsWith("key import", "key goal", "key import");

      CliRun again = site.run("key", "import", "example.", "--from", search.resolve(places.get(1)));
      assertThat(again.exit()).as("%s", again).isEqualTo(ExitCode.REFUSED);
      assertThat(again.out()).contains("is known already");

      site.released();
      assertThat(site.currentText().lines().filter(l -> signs(l, tag)).count()).isEqualTo(2);
      // kzonecheck 3.2 takes a twin's signature for a bad one of the other key
      Verifiers.dnssecVerify(site.current(), "example.");
      Verifiers.ldns(site.current());
      CliRun judged = CliRun.at(java.time.Clock.systemUTC(), "validate", site.current());
      assertThat(judged.exit()).as("%s", judged).isZero();
    }
  }

  private static boolean signs(String line, int tag) {
    return line.startsWith("example.\t")
        && line.contains("\tRRSIG\tSOA ")
        && line.contains(" " + tag + " example. ");
  }
}
