package org.countersign.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keystore.BindExport;
import org.countersign.keystore.BindStates;
import org.countersign.policy.Policy;
import org.countersign.store.StoredKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code key export}. */
@Command(
    name = "export",
    description = {
      "Writes private keys in clear into BIND key files (.key, .private, .state), mode 0600, with the"
          + " dates and states they have: for another signer, or for a copy in a safe. All of them"
          + " are written, or none; no file is replaced. A hardware module does not give its keys"
          + " away.",
      ""
    },
    footer = {"", "Example:", "  countersign key export example. --all --to /root/keys"})
final class KeyExportCommand extends ZoneAction {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY",
      description = "The keys: fingerprint or 8 digits of it, key id, or tag.")
  private List<KeySelector> selectors = new ArrayList<>();

  @Option(names = "--all", description = "Every key of the zone whose private half is here.")
  private boolean all;

  @Option(names = "--to", required = true, paramLabel = "DIR", description = "An own directory.")
  private Path directory;

  KeyExportCommand(Clock clock) {
    super(clock);
  }

  @Override
  void check() {
    if (all == !selectors.isEmpty()) {
      throw output.wrongUsage("say which keys leave their vault: some, or --all of them");
    }
  }

  @Override
  int run(ZoneSession session) {
    Policy policy = session.policy();
    KeySet set = session.keyManager().keys();
    List<ManagedKey> keys = chosen(session, set);
    List<BindExport.Item> items =
        keys.stream().map(key -> item(session, policy, set, key)).toList();
    session
        .audit()
        .append(
            session.now(),
            Actors.person(),
            "key export",
            Optional.of(origin),
            Map.of(
                "directory",
                directory.toString(),
                "fingerprints",
                keys.stream().map(k -> k.dnskey().fingerprint().hex()).toList()));
    List<String> written = new BindExport(directory, clock()).write(items);
    if (output.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("directory", directory.toString());
      document.put("files", written);
      output.document(document);
    } else {
      written.forEach(base -> output.out().println(directory.resolve(base) + ".private"));
      output
          .err()
          .println(
              "these files sign for " + origin + " in anybody's hands: keep them, or destroy them");
    }
    return ExitCode.DONE;
  }

  private List<ManagedKey> chosen(ZoneSession session, KeySet set) {
    if (all) {
      return set.keys().stream().filter(key -> !key.handle().isNone()).toList();
    }
    List<ManagedKey> keys = new ArrayList<>();
    for (KeySelector selector : selectors) {
      StoredKey stored = selector.one(session.keys(), origin, output);
      if (stored.destroyedAt().isPresent() || stored.key().handle().isNone()) {
        throw output.wrongUsage("the private half of the " + stored.key().shown() + " is not here");
      }
      keys.add(stored.key());
    }
    return keys;
  }

  private static BindExport.Item item(
      ZoneSession session, Policy policy, KeySet set, ManagedKey key) {
    Duration lifetime =
        key.role() == KeyRole.ZSK ? policy.keys().zsk().lifetime() : policy.keys().ksk().lifetime();
    return new BindExport.Item(
        session.vaults().vault(key.handle().vault()),
        key.handle(),
        key.dnskey().fingerprint(),
        BindStates.text(set, key, Optional.of(policy.ttl().dnskey()), lifetime));
  }
}
