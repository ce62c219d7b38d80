package org.countersign.operate;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.store.Hold;
import org.countersign.store.HoldScope;
import org.countersign.store.HoldStore;
import org.countersign.store.SignerDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hold}: stops one thing about a zone until somebody resumes it. */
@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Stops one thing about a zone, and keeps it stopped over restarts, until somebody resumes it"
          + " or its end comes. Signatures go on being refreshed unless publish is held; then"
          + " nothing goes out, and status says when the signatures in service run out.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  countersign hold example. --scope ingest --reason 'bad import, ticket 4711'",
      "  countersign hold example. --scope rollover --reason 'HSM maintenance' --until"
          + " 2026-12-01T06:00:00Z"
    })
final class HoldCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
  private Name origin;

  @Option(
      names = "--scope",
      required = true,
      paramLabel = "SCOPE",
      description =
          "publish: no release goes out. ingest: the registry's data are not read. rollover: keys"
              + " stay in the states they are in.")
  private HoldScope scope;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the others and for the audit trail.")
  private String reason;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description = "When it ends by itself; otherwise when somebody resumes it.")
  private Instant until;

  @Mixin private DataOptions data;
  @Mixin private OutputOptions output;
  private final Clock clock;

  HoldCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    Instant now = clock.instant();
    if (reason.isBlank()) {
      throw output.wrongUsage("--reason: say why; the next person on call will ask");
    }
    if (until != null && !until.isAfter(now)) {
      throw output.wrongUsage("--until: " + until + " is over; name an instant to come");
    }
    try (Installation installation = Installation.open(data.load())) {
      new ManagedZones(installation).require(origin);
      HoldStore holds = new HoldStore(new SignerDatabase(installation.databases().signer()));
      Optional<Hold> inTheWay =
          holds.hold(origin, scope, Actors.person(), reason, now, Optional.ofNullable(until));
      if (inTheWay.isPresent()) {
        throw output.wrongUsage(
            HoldsText.sentence(inTheWay.get())
                + " already; to change it, `countersign resume "
                + origin
                + " --scope "
                + scope.text()
                + "` and hold again");
      }
      Hold made =
          holds.open(origin, now).stream()
              .filter(h -> h.scope() == scope)
              .findFirst()
              .orElseThrow();
      if (output.json()) {
        output.document(HoldsJson.of(made));
      } else {
        output.out().println(HoldsText.sentence(made));
      }
      return ExitCode.DONE;
    }
  }
}
