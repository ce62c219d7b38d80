package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more while the signed zone is written, played by a limit on file sizes. */
class FullDiskTest {
  private static final int DELEGATIONS = 2000;

  @TempDir Path directory;

  @Test
  void theFormerFileStaysAndNoPieceOfTheNewOneIsLeft() throws Exception {
    SmallZone zone = new SmallZone(directory).withKeys(DnssecAlgorithm.ECDSAP256SHA256);
    StringBuilder text = new StringBuilder(SmallZone.TEXT);
    for (int i = 0; i < DELEGATIONS; i++) {
      text.append("d").append(i).append(" IN NS ns1\n");
    }
    Files.writeString(zone.file, text);
    Path folder = Files.createDirectory(directory.resolve("out"));
    Path out = Files.writeString(folder.resolve("example.signed"), "the last good zone");

    OutsideTool.Result run =
        OutsideTool.demand("sh")
            .run(
                directory,
                "-c",
                "ulimit -f 64; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "sign",
                zone.file.toString(),
                "--keys",
                zone.keys.toString(),
                "-o",
                out.toString(),
                "--at",
                CliRun.NOW.toString());

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    assertThat(run.err()).contains("cannot write " + out).doesNotContain("\tat ");
    assertThat(out).hasContent("the last good zone");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(out);
    }
  }
}
