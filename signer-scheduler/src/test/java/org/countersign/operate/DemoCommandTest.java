package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.countersign.store.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path data;

  private CliRun run(Object... command) {
    return CliRun.at(
        Clock.systemUTC(),
        Stream.of(Stream.of(command), Stream.of("--data", data)).flatMap(s -> s).toArray());
  }

  @Test
  void oneCommandOnAnEmptyDirectoryReleasesAZoneThatOthersAccept() {
    try (EmbeddedDatabase kept = EmbeddedDatabase.open(data)) {
      CliRun demo = run("demo", "--json");

      assertThat(demo.exit()).as("%s", demo).isZero();
      JsonNode answer = demo.json();
      assertThat(answer.fieldNames())
          .toIterable()
          .contains("previousSerial", "artefact", "digest", "findings");
      assertThat(answer.get("outcome").asText()).isEqualTo("released");
      assertThat(answer.get("origin").asText()).isEqualTo("example.");
      assertThat(answer.get("previousSerial").isNull()).isTrue();
      assertThat(answer.get("signatures").get("made").asLong()).isPositive();
      assertThat(answer.get("signatures").get("reused").asLong()).isZero();
      assertThat(answer.get("millis").fieldNames())
          .toIterable()
          .containsExactly("pull", "build", "sign", "validate", "release", "publish", "total");
      Path current = data.resolve("published/example/current");
      assertThat(current).hasSameBinaryContentAs(Path.of(answer.get("artefact").asText()));
      Verifiers.accept(current, "example.");
      CliRun judged = CliRun.at(Clock.systemUTC(), "validate", current, "--json");
      assertThat(judged.exit()).as("%s", judged).isZero();
      assertThat(judged.json().get("serial")).isEqualTo(answer.get("serial"));

      CliRun again = run("demo", "--json");
      assertThat(again.json().get("outcome").asText()).isEqualTo("unchanged");
      assertThat(again.json().get("serial")).isEqualTo(answer.get("serial"));
      assertThat(run("demo").out()).contains("Try next:", current.toString());
    }
  }
}
