package org.countersign.operate;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.keys.observe.DsStatement;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.run.KeyRefusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code key ds-seen} and {@code key ds-gone}: an operator's word where the parent is not asked.
 */
abstract class KeyDsStatementCommand extends ZoneAction {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "KEY",
      description =
          "The key: fingerprint or 8 digits of it, key id, or tag. Needed only where more than one"
              + " is waited for.")
  private KeySelector key;

  private final boolean present;

  private KeyDsStatementCommand(Clock clock, boolean present) {
    super(clock);
    this.present = present;
  }

  @Override
  int run(ZoneSession session) {
    ManagedKey chosen =
        session.change(
            changes -> {
              ManagedKey found = chosen(session);
              session
                  .observations()
                  .state(
                      origin, new DsStatement(found.id(), present, session.now()), Actors.person());
              return found;
            });
    if (output.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("keyId", chosen.id().toString());
      document.put("fingerprint", chosen.dnskey().fingerprint().hex());
      document.put("keyTag", chosen.dnskey().tag().value());
      document.put("present", present);
      document.put("at", session.now().toString());
      output.document(document);
    } else {
      output
          .out()
          .println(
              "noted: every server of the parent "
                  + (present ? "has the DS of the " : "is without the DS of the ")
                  + chosen.shown()
                  + " at "
                  + Moments.text(session.now()));
    }
    return ExitCode.DONE;
  }

  private ManagedKey chosen(ZoneSession session) {
    Presence waiting = present ? Presence.RUMOURED : Presence.UNRETENTIVE;
    List<ManagedKey> waited =
        session.keyManager().keys().keys().stream()
            .filter(k -> k.is(KeyRecord.DS, waiting))
            .toList();
    if (key != null) {
      ManagedKey named = key.one(session.keys(), origin, output).key();
      if (!waited.contains(named)) {
        throw new KeyRefusal(
            "nobody waits for the DS of the "
                + named.shown()
                + (present ? " to come" : " to go")
                + ": it is "
                + (named.role().signsKeys() ? named.presence(KeyRecord.DS) : "a ZSK")
                + "; `countersign key explain "
                + origin
                + "` says what is waited for");
      }
      return named;
    }
    if (waited.isEmpty()) {
      throw new KeyRefusal(
          "nobody waits for a DS of " + origin + (present ? " to come" : " to go"));
    }
    if (waited.size() > 1) {
      throw output.wrongUsage(
          "more than one DS of "
              + origin
              + " is waited for; say which key:"
              + waited.stream()
                  .map(k -> System.lineSeparator() + "  " + k.dnskey().fingerprint())
                  .collect(Collectors.joining()));
    }
    return waited.get(0);
  }

  /** {@code key ds-seen}. */
  @Command(
      name = "ds-seen",
      description = {
        "Says that every server of the parent has a key's DS, where the parent cannot be asked"
            + " (gate.parent.servers). Look before you say it: a rollover goes on by your word.",
        ""
      })
  static final class Seen extends KeyDsStatementCommand {
    Seen(Clock clock) {
      super(clock, true);
    }
  }

  /** {@code key ds-gone}. */
  @Command(
      name = "ds-gone",
      description = {
        "Says that no server of the parent has a key's DS any more, where the parent cannot be asked"
            + " (gate.parent.servers). Look before you say it: the key goes by your word.",
        ""
      })
  static final class Gone extends KeyDsStatementCommand {
    Gone(Clock clock) {
      super(clock, false);
    }
  }
}
