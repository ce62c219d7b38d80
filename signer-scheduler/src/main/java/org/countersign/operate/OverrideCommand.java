package org.countersign.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.store.StoredOverride;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code override}: content limits lifted by two people for one content. */
final class OverrideCommand {
  private OverrideCommand() {}

  static CommandLine commandLine(Clock clock) {
    return new CommandLine(new Group())
        .addSubcommand(new Request(clock))
        .addSubcommand(new Approve(clock))
        .addSubcommand(new ListAll(clock));
  }

  @Command(
      name = "override",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "request|approve|list",
      description = {
        "Lets one content through that a content limit refused (CHURN-LIMIT, GOLDEN-NAMES,"
            + " SNAPSHOT-FRESH), once: one person asks for it with a reason, another approves."
            + " What makes a zone wrong can never be overridden.",
        ""
      })
  private static final class Group extends CommandGroup {}

  /** {@code override request}. */
  @Command(
      name = "request",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Asks for an override of what the last run with that content refused.", ""},
      footer = {"", "Example:", "  countersign override request example. --reason 'mass transfer'"})
  private static final class Request implements Callable<Integer> {
    private static final Duration USUAL = Duration.ofHours(24);

    @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
    private Name origin;

    @Option(
        names = "--digest",
        paramLabel = "SHA256",
        description = "The refused content, as run reports it; otherwise the one refused last.")
    private String digest;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why this content is right although a limit refuses it.")
    private String reason;

    @Option(
        names = "--until",
        paramLabel = "INSTANT",
        description = "From when on it is of no use any more; otherwise a day from now.")
    private Instant until;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;
    private final Clock clock;

    Request(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
      Instant now = clock.instant();
      Instant end = until == null ? now.plus(USUAL) : until;
      if (reason.isBlank()) {
        throw output.wrongUsage("--reason: say why; the second person will ask");
      }
      if (!end.isAfter(now)) {
        throw output.wrongUsage("--until: " + end + " is over; name an instant to come");
      }
      if (digest != null && !digest.matches("[0-9a-f]{64}")) {
        throw output.wrongUsage(
            "--digest: \"" + digest + "\" is not SHA-256 in 64 lower-case hexadecimal digits");
      }
      try (Installation installation = Installation.open(data.load())) {
        new ManagedZones(installation).require(origin);
        Overrides overrides = new Overrides(installation);
        Overrides.Refusal refusal =
            overrides
                .refusal(origin, Optional.ofNullable(digest))
                .orElseThrow(() -> output.wrongUsage(unknown()));
        if (!refusal.overridable()) {
          return new OverrideReport(output).never(refusal);
        }
        StoredOverride made = overrides.request(refusal, reason, now, end);
        return new OverrideReport(output).requested(made, refusal, now);
      }
    }

    private String unknown() {
      return digest == null
          ? "no run has refused data of " + origin + "; there is nothing to override"
          : "no run has refused data of "
              + origin
              + " with digest "
              + digest
              + "; `run` reports the digest of what it refuses";
    }
  }

  /** {@code override approve}. */
  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Approves a request of somebody else; the next run with that content, and no other, is let"
            + " through.",
        ""
      })
  private static final class Approve implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The request's number.")
    private long id;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;
    private final Clock clock;

    Approve(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
      Instant now = clock.instant();
      try (Installation installation = Installation.open(data.load())) {
        Overrides overrides = new Overrides(installation);
        StoredOverride found =
            overrides
                .find(id)
                .orElseThrow(
                    () ->
                        output.wrongUsage(
                            "there is no request " + id + "; `countersign override list` has all"));
        OverrideReport report = new OverrideReport(output);
        if (!found.state(now).equals("requested")) {
          throw output.wrongUsage("request " + id + " is " + found.state(now) + " already");
        }
        if (overrides.samePerson(found)) {
          return report.ownRequest(found, now);
        }
        return report.approved(overrides.approve(id, now), now);
      }
    }
  }

  /** {@code override list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Lists every request there was, newest first.", ""})
  private static final class ListAll implements Callable<Integer> {
    @Parameters(
        arity = "0..1",
        paramLabel = "ORIGIN",
        description = "Only of this zone; without it, of all.")
    private Name origin;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;
    private final Clock clock;

    ListAll(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        if (origin != null) {
          new ManagedZones(installation).require(origin);
        }
        List<StoredOverride> all = new Overrides(installation).all(Optional.ofNullable(origin));
        return new OverrideReport(output).list(all, clock.instant());
      }
    }
  }
}
