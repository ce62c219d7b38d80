package org.countersign.operate;

import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.dns.Dnskey;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code key ds}. */
@Command(
    name = "ds",
    description = {
      "Prints what the parent is to have: the DS records of the zone's KSKs, in the form the parent"
          + " takes. The records of a key that is not ready for the parent, or that the parent is to"
          + " take away, stand in comments that say so.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  countersign key ds example.",
      "  countersign key ds example. --digest 4 --form cds"
    })
final class KeyDsCommand extends ZoneAction {
  /** In which type the parent wants to have it. */
  enum Form {
    DS,
    DNSKEY,
    CDS,
    CDNSKEY
  }

  @Option(
      names = "--digest",
      paramLabel = "TYPE",
      defaultValue = "2",
      description = "Digest type: 2 (SHA-256) or 4 (SHA-384); ${DEFAULT-VALUE} otherwise.")
  private int digest;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      defaultValue = "DS",
      description = "ds, dnskey, cds or cdnskey; ds otherwise.")
  private Form form;

  KeyDsCommand(Clock clock) {
    super(clock);
  }

  @Override
  void check() {
    if (digest != 2 && digest != 4) {
      throw output.wrongUsage(
          "--digest " + digest + ": 2 (SHA-256) and 4 (SHA-384) are (RFC 8624 section 3.3)");
    }
  }

  @Override
  int run(ZoneSession session) {
    List<ManagedKey> keys =
        session.keyManager().keys().keys().stream()
            .filter(k -> k.role().signsKeys() && !k.dnskey().isRevoked())
            .filter(k -> k.goal() == Goal.OMNIPRESENT || !k.allHidden())
            .toList();
    if (output.json()) {
      output.document(keys.stream().map(this::document).toList());
    } else {
      keys.forEach(this::print);
    }
    return ExitCode.DONE;
  }

  private void print(ManagedKey key) {
    DsWish wish = DsWish.of(key);
    output.out().println("; " + key.shown() + ": " + wish.text());
    String line = origin + " IN " + form + " " + rdata(key.dnskey(), form);
    output.out().println((wish.isFor() ? "" : "; ") + line);
  }

  private Map<String, Object> document(ManagedKey key) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("keyId", key.id().toString());
    fields.put("fingerprint", key.dnskey().fingerprint().hex());
    fields.put("keyTag", key.dnskey().tag().value());
    fields.put("wish", DsWish.of(key).name().toLowerCase(Locale.ROOT).replace('_', '-'));
    for (Form each : Form.values()) {
      fields.put(each.name().toLowerCase(Locale.ROOT), rdata(key.dnskey(), each));
    }
    return fields;
  }

  private String rdata(Dnskey key, Form as) {
    return as == Form.DS || as == Form.CDS ? ds(key) : dnskey(key);
  }

  private String ds(Dnskey key) {
    byte[] ds = key.ds(origin, digest);
    return key.tag()
        + " "
        + key.algorithm()
        + " "
        + digest
        + " "
        + HexFormat.of().withUpperCase().formatHex(ds, 4, ds.length);
  }

  private static String dnskey(Dnskey key) {
    return key.flags()
        + " "
        + key.protocol()
        + " "
        + key.algorithm()
        + " "
        + Base64.getEncoder().encodeToString(key.publicKey());
  }

  /** What the parent is to do about a key's DS. */
  private enum DsWish {
    PUBLISH("the parent is to publish it; say `key ds-seen` if the parent is not asked"),
    KEEP("it is at the parent, and stays there"),
    REMOVE("the parent is to take it away; say `key ds-gone` if the parent is not asked"),
    NOT_YET("not yet: its DNSKEY is not in every cache"),
    GONE("no cache holds it any more");

    private final String text;

    DsWish(String text) {
      this.text = text;
    }

    static DsWish of(ManagedKey key) {
      return switch (key.presence(KeyRecord.DS)) {
        case RUMOURED -> PUBLISH;
        case OMNIPRESENT -> KEEP;
        case UNRETENTIVE -> REMOVE;
        case HIDDEN -> key.goal() == Goal.OMNIPRESENT ? NOT_YET : GONE;
      };
    }

    boolean isFor() {
      return this == PUBLISH || this == KEEP;
    }

    String text() {
      return text;
    }
  }
}
