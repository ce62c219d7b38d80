package org.countersign.operate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.run.RunOutcome;
import org.countersign.store.ImportResult;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;
import org.countersign.zone.text.ZoneText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code demo}: the main job, end to end, on a small registry of our own. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Fills a small registry in the embedded PostgreSQL, makes keys, and runs the pipeline once"
          + " for example.: pull, build, sign, judge, release, publish.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  private static final Name ORIGIN = Name.parse("example.");
  private static final String ZONE = "/demo/example.zone";
  private static final String POLICY = "/demo/policy.yaml";

  @Mixin private DataOptions data;
  @Mixin private OutputOptions output;

  private final Clock clock;

  DemoCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = clock.instant();
    try (Installation installation = Installation.open(data.load())) {
      ManagedZones zones = new ManagedZones(installation);
      if (!zones.isReady(ORIGIN)) {
        fill(installation);
        zones.put(ORIGIN, text(POLICY), "the demonstration's policy", now);
      }
      RunOutcome outcome = new ZoneRun(installation, output.progress()).run(ORIGIN, now);
      int code = new RunReport(output, installation.data()).print(outcome);
      if (!output.json() && code == ExitCode.DONE) {
        next(installation, outcome);
      }
      return code;
    }
  }

  private void fill(Installation installation) throws IOException {
    Path file = Files.createTempFile("countersign-demo", ".zone");
    try {
      try (InputStream in = resource(ZONE)) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
      UnsignedZone zone =
          new UnsignedZone(ZoneImage.of(new ZoneText(file, octets -> {}).read(ORIGIN, 1), 1));
      ImportResult result = new RegistryCommand.ZoneImport(installation, output).replace(zone);
      if (result instanceof ImportResult.Refused refused) {
        throw new IllegalStateException("the demonstration's own data: " + refused.findings());
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = resource(resource)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private static InputStream resource(String name) {
    return DemoCommand.class.getResourceAsStream(name);
  }

  private void next(Installation installation, RunOutcome outcome) {
    String where = outcome.published().getOrDefault("directory", "");
    output
        .out()
        .println(
            String.join(
                System.lineSeparator(),
                "",
                "published zone: " + where,
                "",
                "Try next:",
                "  dnssec-verify -o " + ORIGIN + " " + where,
                "  ./countersign validate " + where,
                "  ./countersign releases " + ORIGIN,
                "  ./countersign registry import YOUR.ZONE. your.zone   # your own zone",
                "  ./countersign run YOUR.ZONE."));
  }
}
