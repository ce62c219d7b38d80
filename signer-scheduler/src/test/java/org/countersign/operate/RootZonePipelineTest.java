package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.dns.Serial;
import org.countersign.testing.SharedSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The real root zone, taken in as a new operator would, and signed with keys of our own. */
class RootZonePipelineTest {
  private static final Set<Integer> DATA = Set.of(Type.NS, Type.DS, Type.A, Type.AAAA);

  @TempDir Path directory;

  @Test
  void theSameDataComesOutNewlySigned() throws Exception {
    Path source = SharedSuite.demand("rootzone-2023110500/root.zone");
    try (Site site = new Site(directory)) {
      CliRun imported = site.run("registry", "import", ".", source);
      assertThat(imported.exit()).as("%s", imported).isZero();

      CliRun run = site.run("run", ".");

      assertThat(run.exit()).as("%s", run).isZero();
      JsonNode answer = run.json();
      assertThat(answer.get("outcome").asText()).isEqualTo("released");
      assertThat(new Serial(answer.get("serial").asLong()).isNewerThan(new Serial(2023110500L)))
          .isTrue();
      Path zone = Path.of(answer.get("published").get("directory").asText());
      assertThat(data(zone)).isEqualTo(data(source)).hasSizeGreaterThan(10_000);
      Verifiers.accept(zone, ".");
    }
  }

  /** As an independent reader has them, TTLs included. */
  private static Set<String> data(Path zone) throws IOException {
    Set<String> records = new TreeSet<>();
    try (Master master = new Master(zone.toString(), Name.root)) {
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        if (DATA.contains(record.getType())) {
          records.add(record.toString());
        }
      }
    }
    return records;
  }
}
