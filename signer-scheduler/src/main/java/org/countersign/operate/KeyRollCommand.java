package org.countersign.operate;

import java.io.Console;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.EmergencyChoice;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.run.KeyManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key roll}. */
@Command(
    name = "roll",
    description = {
      "Begins a rollover now, whatever runs already; a successor that has not taken over yet is"
          + " followed in its turn, and nothing is skipped that a cache needs.",
      "",
      "With --emergency, for a ZSK that is compromised or lost: says what may be done and what each"
          + " way costs, and does what is chosen. Nobody but you can weigh forged data against data"
          + " that does not resolve.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  countersign key roll example. --role ksk",
      "  countersign key roll example. --role zsk --emergency --choose keep-until-safe"
    })
final class KeyRollCommand extends ZoneAction {
  @Option(names = "--role", required = true, paramLabel = "ROLE", description = "zsk, ksk or csk.")
  private KeyRole role;

  @Option(names = "--emergency", description = "The key is compromised or lost.")
  private boolean emergency;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "With --emergency: which one it is, where more than one signs the zone.")
  private KeySelector key;

  @Option(
      names = "--choose",
      paramLabel = "CHOICE",
      description =
          "With --emergency: keep-until-safe or remove-now; asked on a terminal otherwise.")
  private EmergencyChoice.Kind choice;

  @Option(
      names = "--yes",
      description = "With --emergency and no standby ready: go on although the content is frozen.")
  private boolean yes;

  @Mixin private ReasonOption reason;

  KeyRollCommand(Clock clock) {
    super(clock);
  }

  @Override
  void check() {
    if (!emergency && (choice != null || key != null || yes)) {
      throw output.wrongUsage("--choose, --key and --yes go with --emergency only");
    }
    if (emergency && role == KeyRole.KSK) {
      throw output.wrongUsage(
          "a KSK is replaced at the parent's pace, emergency or not: `key roll --role ksk`, and ask"
              + " the parent to swap the DS as soon as `key ds` shows the new one");
    }
  }

  @Override
  int run(ZoneSession session) {
    String why = reason.text(output);
    if (emergency) {
      return emergency(session, why);
    }
    session.change(changes -> changes.roll(role, why, session.now()));
    return begun(session, "a rollover of the " + role.text() + " of " + origin + " has begun");
  }

  private int emergency(ZoneSession session, String why) {
    KeyManager manager = session.keyManager();
    ManagedKey bad = signing(session);
    List<EmergencyChoice> choices = manager.choices(bad.id(), session.now());
    boolean frozen = !manager.standbyIsReady(bad.id(), session.now());
    String text =
        choices.stream().map(KeyRollCommand::shown).collect(Collectors.joining())
            + (frozen
                ? System.lineSeparator()
                    + "If it is lost: "
                    + manager.lostWithoutStandby(bad.id(), session.now())
                : "");
    EmergencyChoice.Kind chosen = choice == null ? ask(bad, text) : choice;
    if (chosen == null) {
      throw output.wrongUsage(
          "the "
              + bad.shown()
              + ": choose by --choose keep-until-safe or --choose remove-now; nothing was begun."
              + text);
    }
    if (frozen && !yes && !agreed()) {
      throw output.wrongUsage(
          "the "
              + bad.shown()
              + " has no standby that is in every cache: give --yes to begin all the same; nothing"
              + " was begun."
              + text);
    }
    session.change(
        changes ->
            chosen == EmergencyChoice.Kind.REMOVE_NOW
                ? changes.removeNow(bad.id(), why, session.now())
                : changes.away(bad.id(), why, session.now()));
    return begun(
        session,
        "the "
            + bad.shown()
            + (chosen == EmergencyChoice.Kind.REMOVE_NOW
                ? " goes with the next release"
                : " signs no more as soon as another may, and goes once nothing needs it"));
  }

  private ManagedKey signing(ZoneSession session) {
    if (key != null) {
      ManagedKey named = key.one(session.keys(), origin, output).key();
      if (named.role() != role) {
        throw output.wrongUsage(
            "--key: the " + named.shown() + " is no " + role.text() + "; nothing was begun");
      }
      return named;
    }
    List<ManagedKey> signers =
        session.keyManager().keys().keys().stream()
            .filter(k -> k.role() == role && k.goal() == Goal.OMNIPRESENT)
            .filter(k -> k.presence(KeyRecord.ZRRSIG).published())
            .toList();
    if (signers.size() != 1) {
      throw output.wrongUsage(
          signers.size()
              + " keys sign "
              + origin
              + " as "
              + role.text()
              + "; say which it is by --key:"
              + signers.stream()
                  .map(k -> System.lineSeparator() + "  " + k.dnskey().fingerprint())
                  .collect(Collectors.joining()));
    }
    return signers.get(0);
  }

  private static String shown(EmergencyChoice choice) {
    String name = choice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return System.lineSeparator()
        + name
        + ": "
        + choice.cost()
        + " Gone by "
        + Moments.text(choice.gone())
        + " at the earliest.";
  }

  private EmergencyChoice.Kind ask(ManagedKey bad, String text) {
    Console console = System.console();
    if (console == null || output.json()) {
      return null;
    }
    String answer =
        console.readLine("The %s.%s%nkeep-until-safe or remove-now? ", bad.shown(), text);
    return answer == null || answer.isBlank() ? null : Converters.choice(answer.strip());
  }

  private boolean agreed() {
    Console console = System.console();
    return console != null
        && !output.json()
        && "yes".equalsIgnoreCase(console.readLine("No standby is ready. Go on? (yes/no) "));
  }

  private int begun(ZoneSession session, String sentence) {
    if (output.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("origin", origin.toString());
      document.put("role", role.text());
      document.put("message", sentence);
      document.put("keys", KeysJson.of(session.keys()));
      output.document(document);
    } else {
      output.out().println(sentence);
      KeysText.print(session.keys(), output.out());
      output.out().println("next: countersign key explain " + origin);
    }
    return ExitCode.DONE;
  }
}
