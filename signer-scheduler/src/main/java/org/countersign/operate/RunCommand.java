package org.countersign.operate;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code run}: one pipeline run now. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs the pipeline once: pulls the registry's data, builds, signs and judges the zone, and"
          + " only if the gate approves moves the serial and publishes. What is refused changes"
          + " nothing; the last good zone stays in service.",
      ""
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
  private Name origin;

  @Mixin private DataOptions data;
  @Mixin private OutputOptions output;

  private final Clock clock;

  RunCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    try (Installation installation = Installation.open(data.load())) {
      return new RunReport(output, installation.data())
          .print(new ZoneRun(installation, output.progress()).run(origin, clock.instant()));
    }
  }
}
