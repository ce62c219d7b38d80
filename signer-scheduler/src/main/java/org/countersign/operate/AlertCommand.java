package org.countersign.operate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.store.Alert;
import org.countersign.store.AlertStore;
import org.countersign.store.SignerDatabase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alert}: what went wrong, and who has taken it up. */
final class AlertCommand {
  private AlertCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new Group())
        .addSubcommand(new ListAll())
        .addSubcommand(new Acknowledge());
  }

  static AlertStore store(Installation installation) {
    return new AlertStore(new SignerDatabase(installation.databases().signer()));
  }

  /** An alert as {@code alert list} and HTTP show it. */
  static Map<String, Object> document(Alert alert) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", alert.id());
    document.put("condition", alert.key().condition().id());
    document.put("severity", alert.key().condition().severity().text());
    document.put("zone", alert.key().zone().map(Name::toString).orElse(null));
    document.put("subject", alert.key().subject());
    document.put("node", alert.node());
    document.put("message", alert.message());
    document.put("raisedAt", alert.raisedAt().toString());
    document.put("lastSeenAt", alert.lastSeenAt().toString());
    document.put("times", alert.times());
    document.put("acknowledgedAt", text(alert.acknowledgedAt()));
    document.put("acknowledgedBy", alert.acknowledgedBy().orElse(null));
    document.put("escalatedAt", text(alert.escalatedAt()));
    document.put("endedAt", text(alert.endedAt()));
    return document;
  }

  private static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse(null);
  }

  @Command(
      name = "alert",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "list|ack",
      description = {"What went wrong, and who has taken it up.", ""})
  private static final class Group extends CommandGroup {}

  /** {@code alert list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Lists the alerts that last, oldest first.", ""})
  private static final class ListAll implements Callable<Integer> {
    private static final int RECENT = 200;

    @Option(names = "--all", description = "Those that have ended as well, newest first.")
    private boolean all;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        AlertStore store = store(installation);
        List<Alert> alerts = all ? store.recent(RECENT) : store.open();
        if (output.json()) {
          output.document(alerts.stream().map(AlertCommand::document).toList());
          return ExitCode.DONE;
        }
        if (alerts.isEmpty()) {
          output.out().println("no alerts");
        }
        alerts.forEach(this::people);
        return ExitCode.DONE;
      }
    }

    private void people(Alert alert) {
      output
          .out()
          .format(
              Locale.ROOT,
              "%5d  %s  %-8s  %s%n       %s%n",
              alert.id(),
              Moments.text(alert.raisedAt()),
              alert.key().condition().severity().text(),
              alert.key().condition().id()
                  + alert.acknowledgedBy().map(p -> ", taken up by " + p).orElse("")
                  + alert.endedAt().map(at -> ", ended " + Moments.text(at)).orElse(""),
              alert.message());
    }
  }

  /** {@code alert ack}. */
  @Command(
      name = "ack",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Takes an alert up, on the audit trail: it is not escalated any more. It ends by itself when"
            + " the trouble does.",
        ""
      })
  private static final class Acknowledge implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The alert's number.")
    private long id;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        Alert taken =
            store(installation)
                .acknowledge(id, Actors.person())
                .orElseThrow(
                    () ->
                        output.wrongUsage(
                            "no alert that lasts has the number "
                                + id
                                + "; `countersign alert list` shows them"));
        if (output.json()) {
          output.document(document(taken));
        } else {
          output.out().println("taken up by " + taken.acknowledgedBy().orElseThrow());
        }
        return ExitCode.DONE;
      }
    }
  }
}
