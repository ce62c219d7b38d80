package org.countersign.operate;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code status}: how zones are, on one screen. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "How a zone is, on one screen: what is in service and how long its signatures last, what is"
          + " on hold, what the last run said, what waits for somebody. Without ORIGIN, of every"
          + " zone under management.",
      ""
    })
final class StatusCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "ORIGIN", description = "The zone's name.")
  private Name origin;

  @Mixin private DataOptions data;
  @Mixin private OutputOptions output;
  private final Clock clock;

  StatusCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = clock.instant();
    try (Installation installation = Installation.open(data.load())) {
      ManagedZones zones = new ManagedZones(installation);
      if (origin != null) {
        zones.require(origin);
      }
      ZoneStatusReader reader = new ZoneStatusReader(installation);
      List<ZoneStatus> all =
          (origin == null ? zones.all() : List.of(origin))
              .stream().map(zone -> reader.read(zone, now)).toList();
      if (output.json()) {
        List<Map<String, Object>> documents = all.stream().map(ZoneStatusJson::of).toList();
        output.document(origin == null ? documents : documents.get(0));
      } else {
        all.forEach(status -> new ZoneStatusText(output.out()).print(status));
        if (all.isEmpty()) {
          output.out().println("no zone is under management");
        }
      }
      return ExitCode.DONE;
    }
  }
}
