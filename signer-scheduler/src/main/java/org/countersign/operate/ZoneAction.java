package org.countersign.operate;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command about one zone: what every one of them is given, and how it begins. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class ZoneAction implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "ORIGIN", description = "The zone's name.")
  Name origin;

  @Mixin DataOptions data;
  @Mixin OutputOptions output;
  private final Clock clock;

  ZoneAction(Clock clock) {
    this.clock = clock;
  }

  @Override
  public final Integer call() throws Exception {
    check();
    try (Installation installation = Installation.open(data.load())) {
      ManagedZones zones = new ManagedZones(installation);
      zones.require(origin);
      return run(new ZoneSession(installation, zones, origin, clock.instant()));
    }
  }

  /** Refuses arguments that are well formed and wrong together, before anything is opened. */
  void check() throws Exception {
    // most commands have none
  }

  /** Does it; the exit code. */
  abstract int run(ZoneSession session) throws Exception;

  Clock clock() {
    return clock;
  }

  /** The instant of the command, where no installation is needed yet. */
  Instant now() {
    return clock.instant();
  }
}
