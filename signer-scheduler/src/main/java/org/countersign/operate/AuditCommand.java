package org.countersign.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.store.AuditEntry;
import org.countersign.store.AuditLog;
import org.countersign.store.AuditVerdict;
import org.countersign.store.SignerDatabase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit}: who did what, when and why. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {"Who did what, when and why; newest first.", ""})
final class AuditCommand implements Callable<Integer> {
  private static final ObjectMapper DETAILS = new ObjectMapper();

  @Parameters(
      arity = "0..1",
      paramLabel = "ORIGIN",
      description = "Only what concerns this zone; without it, everything.")
  private Name origin;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "The newest N entries (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private DataOptions data;
  @Mixin private OutputOptions output;

  private AuditCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new AuditCommand()).addSubcommand(new Verify());
  }

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw output.wrongUsage("--limit: " + limit + " entries are none; 1 or more can be shown");
    }
    try (Installation installation = Installation.open(data.load())) {
      if (origin != null) {
        new ManagedZones(installation).require(origin);
      }
      List<AuditEntry> entries =
          new AuditLog(new SignerDatabase(installation.databases().signer()))
              .entries(Optional.ofNullable(origin), limit);
      if (output.json()) {
        output.document(entries.stream().map(AuditCommand::document).toList());
      } else {
        entries.forEach(e -> output.out().println(line(e)));
      }
      return ExitCode.DONE;
    }
  }

  private static String line(AuditEntry entry) {
    return entry.seq()
        + "  "
        + Moments.text(entry.at())
        + "  "
        + entry.actor()
        + "  "
        + entry.action()
        + entry.zone().map(z -> "  " + z).orElse("")
        + "  "
        + entry.details();
  }

  private static Map<String, Object> document(AuditEntry entry) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("seq", entry.seq());
    document.put("at", entry.at().toString());
    document.put("actor", entry.actor());
    document.put("action", entry.action());
    document.put("origin", entry.zone().orElse(null));
    document.put("details", details(entry));
    document.put("hash", entry.hash());
    return document;
  }

  private static Object details(AuditEntry entry) {
    try {
      return DETAILS.readTree(entry.details());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("audit entry " + entry.seq() + " has no JSON details", e);
    }
  }

  /** {@code audit verify}. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Computes every hash of the audit trail anew and finds any entry that was changed, removed,"
            + " reordered or put in (exit code 1). Whoever can rewrite the whole database can"
            + " rewrite the whole chain: keep number and hash of the last entry somewhere else, and"
            + " name them here.",
        ""
      },
      footer = {"", "Example:", "  countersign audit verify --expect 4711:9f86d081…"})
  private static final class Verify implements Callable<Integer> {
    @Option(
        names = "--expect",
        paramLabel = "SEQ:HASH",
        description = "An entry as it was noted elsewhere, which must still be there.")
    private String expect;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;

    @Override
    public Integer call() throws Exception {
      if (expect != null && !expect.matches("\\d{1,18}:[0-9a-f]{64}")) {
        throw output.wrongUsage(
            "--expect: \"" + expect + "\" is not the number of an entry, a colon and its hash");
      }
      try (Installation installation = Installation.open(data.load())) {
        AuditLog log = new AuditLog(new SignerDatabase(installation.databases().signer()));
        AuditVerdict verdict = log.verify(Optional.ofNullable(expect));
        if (output.json()) {
          Map<String, Object> document = new LinkedHashMap<>();
          document.put("whole", verdict.whole());
          document.put("entries", verdict.entries());
          document.put("hash", verdict.hash());
          document.put("fault", verdict.fault().orElse(null));
          output.document(document);
        } else if (verdict.whole()) {
          output
              .out()
              .println(
                  "whole: " + verdict.entries() + " entries, the last one is " + last(verdict));
        } else {
          output
              .out()
              .println("BROKEN after " + last(verdict) + ": " + verdict.fault().orElseThrow());
        }
        return verdict.whole() ? ExitCode.DONE : ExitCode.REFUSED;
      }
    }

    private static String last(AuditVerdict verdict) {
      return verdict.entries() + ":" + verdict.hash();
    }
  }
}
