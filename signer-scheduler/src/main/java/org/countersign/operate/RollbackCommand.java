package org.countersign.operate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.release.ReleaseRecord;
import org.countersign.run.Rollback;
import org.countersign.run.RollbackOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollback}: the emergency way forward. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Issues the last good release again, under a serial newer than any that was released or is at"
          + " a secondary, so that all of them follow. What still holds of its signatures is used"
          + " again. The gate judges it as every release. Afterwards ingest and rollover are on hold"
          + " until somebody resumes them; signatures go on being refreshed.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  countersign rollback example. --dry-run --reason 'ticket 4711'",
      "  countersign rollback example. --reason 'half the zone is gone since 14:00'",
      "  countersign rollback example. --keep-data --reason 'the new ZSK signs wrongly'"
    })
final class RollbackCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
  private Name origin;

  @Option(
      names = "--to",
      paramLabel = "SERIAL",
      description =
          "The release to go back to; otherwise the last good one: the newest, if something newer"
              + " that is not ours is out there, else the newest with other content or keys.")
  private Serial to;

  @Option(
      names = "--keep-data",
      description = "Keep today's data, and go back to that release's zone signing keys.")
  private boolean keepData;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the others and for the audit trail.")
  private String reason;

  @Option(
      names = "--seen",
      paramLabel = "SERIAL",
      description = "A serial seen at a secondary that nobody asks; may be given several times.")
  private List<Serial> seen = new ArrayList<>();

  @Option(
      names = "--restore-names",
      description = "Take back names that were put on hold or deleted since.")
  private boolean restoreNames;

  @Option(
      names = "--restore-ds",
      description = "Take back DS records that were changed or taken away since.")
  private boolean restoreDs;

  @Option(
      names = "--sign-anew",
      description = "Take back the content only, and sign all of it with today's keys.")
  private boolean signAnew;

  @Option(
      names = "--through-hold",
      description = "Release it although publish is on hold, and leave the hold.")
  private boolean throughHold;

  @Option(
      names = "--dry-run",
      description = "Print the plan, its conditions and the difference; change nothing.")
  private boolean dryRun;

  @Mixin private DataOptions data;
  @Mixin private OutputOptions output;
  private final Clock clock;

  RollbackCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    if (reason.isBlank()) {
      throw output.wrongUsage("--reason: say why; the next person on call will ask");
    }
    if (keepData && (signAnew || restoreNames || restoreDs)) {
      throw output.wrongUsage(
          "--keep-data keeps today's data and signs with former keys; --sign-anew, --restore-names"
              + " and --restore-ds are about a former content");
    }
    try (Installation installation = Installation.open(data.load())) {
      List<ReleaseRecord> releases = new ManagedZones(installation).releases(origin);
      if (to != null && releases.stream().noneMatch(r -> r.serial().equals(to))) {
        throw output.wrongUsage(
            origin
                + " was never released as "
                + to
                + "; `countersign releases "
                + origin
                + "` lists what was");
      }
      RollbackOrder order =
          new RollbackOrder(
              Optional.ofNullable(to),
              keepData,
              reason,
              seen,
              restoreNames,
              restoreDs,
              signAnew,
              throughHold,
              dryRun);
      Rollback.Result result =
          new ZoneRun(installation, output.progress()).rollback(origin, order, clock.instant());
      return new RollbackReport(output, installation.data()).print(result);
    }
  }
}
