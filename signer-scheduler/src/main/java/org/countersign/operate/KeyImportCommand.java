package org.countersign.operate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.finding.Finding;
import org.countersign.keys.adopt.Adopted;
import org.countersign.keys.adopt.ServedZone;
import org.countersign.keys.observe.Sweep;
import org.countersign.observe.Patience;
import org.countersign.observe.ServedText;
import org.countersign.observe.Survey;
import org.countersign.store.StoredKey;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code key import}. */
@Command(
    name = "import",
    description = {
      "Takes over the keys of a zone that another signer runs, in the states they are in, and holds"
          + " rollovers until somebody resumes them. The keys are in BIND key files, or in a vault of"
          + " the configuration that the other signer uses as well.",
      "",
      "States come from K*.state files or the files' dates, and from what is served; where they leave"
          + " a doubt, every clock runs anew from the first release here. Every served key must be"
          + " among those found. A tag that two keys share is taken with a warning.",
      "",
      "Keys that were made here for the zone and never published make room.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  countersign key import example. --from /var/lib/bind/keys --server 192.0.2.53",
      "  dig +dnssec +nocmd +noquestion example. DNSKEY > keys; dig +dnssec example. SOA >> keys",
      "  countersign key import example. --vault hsm --dnskey keys --ds dsset-example."
    })
final class KeyImportCommand extends ZoneAction {
  @ArgGroup(multiplicity = "1")
  private Where where;

  /** One of the two. */
  private static final class Where {
    @Option(
        names = "--from",
        paramLabel = "DIR",
        description = "Directory with the zone's K*.key, K*.private and K*.state files.")
    private Path directory;

    @Option(
        names = "--vault",
        paramLabel = "NAME",
        description = "A vault of the configuration that holds the served keys; they stay there.")
    private String vault;
  }

  @Option(
      names = "--id",
      paramLabel = "HEX",
      description = "With --vault: only objects whose id begins so; may be repeated.")
  private List<String> ids = new ArrayList<>();

  @ArgGroup private Look look;

  /** One of the two, or neither. */
  private static final class Look {
    @Option(
        names = "--dnskey",
        paramLabel = "FILE",
        description =
            "What is served: the DNSKEY RRset, best with its signatures and the signed SOA, in zone"
                + " text or as dig prints it.")
    private Path file;

    @Option(
        names = "--server",
        paramLabel = "ADDRESS[@PORT]",
        description = "A name server of the zone to ask for that.")
    private String server;
  }

  @Option(
      names = "--ds",
      paramLabel = "FILE",
      description =
          "The parent's DS RRset. Otherwise the parent is asked, if the policy names its servers.")
  private Path ds;

  @Option(
      names = "--without-private",
      paramLabel = "FINGERPRINT",
      description =
          "A served key, by 8 digits of its fingerprint or more, whose private half is not here: it"
              + " stays published while caches may need it. May be repeated.")
  private List<KeySelector> without = new ArrayList<>();

  KeyImportCommand(Clock clock) {
    super(clock);
  }

  @Override
  void check() {
    if (where.vault != null && look == null) {
      throw output.wrongUsage(
          "--vault needs --dnskey or --server: a vault does not say which of its keys are the zone's");
    }
    if (where.vault == null && !ids.isEmpty()) {
      throw output.wrongUsage("--id goes with --vault only");
    }
    if (look == null && !without.isEmpty()) {
      throw output.wrongUsage("--without-private goes with --dnskey or --server only");
    }
  }

  @Override
  int run(ZoneSession session) throws IOException {
    ServedZone served = served(session);
    try (KeySource source = source(session, served)) {
      Adopted adopted = new KeyImport(session, source, served).take(left(served));
      List<StoredKey> keys =
          adopted.refused()
              ? List.of()
              : adopted.keys().stream().map(k -> new StoredKey(k, Optional.empty())).toList();
      if (output.json()) {
        document(adopted, keys);
      } else {
        people(adopted, keys);
      }
      return adopted.refused() ? ExitCode.REFUSED : ExitCode.DONE;
    }
  }

  private KeySource source(ZoneSession session, ServedZone served) {
    return where.vault == null
        ? new BindKeySource(session, where.directory, clock())
        : new VaultKeySource(
            session.vaults().vault(where.vault), ids, served.keys().orElse(List.of()));
  }

  private ServedZone served(ZoneSession session) throws IOException {
    if (look == null) {
      ServedZone unseen = ServedZone.unseen();
      return new ServedZone(
          unseen.keys(), unseen.ttl(), unseen.zoneSigners(), unseen.keySigners(), ds(session));
    }
    String source = look.file == null ? look.server : look.file.toString();
    try {
      String text =
          look.file == null
              ? new ServedText(Patience.USUAL).ask(origin, look.server)
              : Files.readString(look.file, StandardCharsets.ISO_8859_1);
      return ServedLook.read(text, source, origin, session.now(), ds(session));
    } catch (IllegalArgumentException e) {
      throw output.wrongUsage(e.getMessage());
    }
  }

  private Optional<List<byte[]>> ds(ZoneSession session) throws IOException {
    if (ds != null) {
      try {
        return Optional.of(ParentKeys.read(ds, origin));
      } catch (IllegalArgumentException e) {
        throw output.wrongUsage(e.getMessage());
      }
    }
    if (look == null || session.policy().gate().parent().servers().isEmpty()) {
      return Optional.empty();
    }
    Sweep sweep = new Survey(Patience.USUAL).ask(origin, session.policy(), session.now());
    return sweep.parent().isEmpty()
        ? Optional.empty()
        : Optional.of(sweep.parent().stream().flatMap(a -> a.ds().stream()).toList());
  }

  private Set<Fingerprint> left(ServedZone served) {
    Set<Fingerprint> left = new HashSet<>();
    for (KeySelector selector : without) {
      List<Fingerprint> found =
          served.keys().orElse(List.of()).stream()
              .map(Dnskey::fingerprint)
              .filter(selector::matches)
              .toList();
      if (found.size() != 1) {
        throw output.wrongUsage(
            "--without-private "
                + selector.text()
                + ": "
                + found.size()
                + " of the served keys have a fingerprint that begins so");
      }
      left.add(found.get(0));
    }
    return left;
  }

  private void document(Adopted adopted, List<StoredKey> keys) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("outcome", adopted.refused() ? "rejected" : "imported");
    document.put("origin", origin.toString());
    document.put("imported", KeysJson.of(keys));
    document.put(
        "warnings",
        adopted.findings().stream().filter(f -> !f.refuses()).map(Finding::message).toList());
    document.put("findings", FindingsJson.of(adopted.findings()));
    output.document(document);
  }

  private void people(Adopted adopted, List<StoredKey> keys) {
    if (adopted.refused()) {
      output.out().println("REJECTED: no key was taken over");
    } else {
      output
          .out()
          .println("took over " + keys.size() + " keys of " + origin + "; rollovers are held");
      KeysText.print(keys, output.out());
      output
          .out()
          .println(
              "next: countersign key explain "
                  + origin
                  + (adopted.whole()
                      ? ", then countersign resume " + origin + " --scope rollover"
                      : ""));
    }
    FindingsText.print(adopted.findings(), output.out());
  }
}
