package org.countersign.zone;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;
import org.countersign.policy.ApexPolicy;

/**
 * Builds the unsigned zone from the registry's records and the policy's apex.
 *
 * <p>An address from the registry stays only where it is glue: at or below a zone cut, for a name
 * server that some NS record of the zone names (RFC 1034 section 4.2.1, RFC 9471). Without that,
 * the address of a host below a name on hold would become authoritative data.
 */
public final class ZoneBuilder {
  private final ApexPolicy apex;
  private final int threads;

  public ZoneBuilder(ApexPolicy apex, int threads) {
    this.apex = apex;
    this.threads = threads;
  }

  /**
   * @param registry delegations, glue and DS of the zone
   * @throws ZoneException if the policy's apex makes no zone, or a delegation hides its records
   */
  public UnsignedZone build(PackedRecords registry) {
    Name origin = registry.origin();
    ApexTemplate template = new ApexTemplate(apex, origin);
    PackedRecords.Builder own = registry.sibling();
    template.write(own);
    UnsignedZone all =
        new UnsignedZone(
            ZoneImage.of(PackedRecords.concat(List.of(registry, own.build())), threads));
    refuseHidden(all, template);
    Glue glue = new Glue(all, template.owners());
    ZoneImage image = all.image().without(glue::isStray);
    return image == all.image() ? all : new UnsignedZone(image);
  }

  private static void refuseHidden(UnsignedZone zone, ApexTemplate template) {
    List<String> hidden = new ArrayList<>();
    for (Name owner : template.owners()) {
      int number = zone.image().find(owner);
      OwnerKind kind = zone.kindOf(number);
      if (kind == OwnerKind.AUTHORITATIVE) {
        continue;
      }
      for (int set = zone.image().firstSet(number); set < zone.image().endSet(number); set++) {
        int type = zone.image().type(set);
        boolean shown =
            RecordType.isAddress(type)
                || kind.isCut() && (type == RecordType.NS || type == RecordType.DS);
        if (!shown) {
          hidden.add(owner + " " + RecordType.mnemonic(type));
        }
      }
    }
    if (!hidden.isEmpty()) {
      throw new ZoneException(
          "a delegation in the registry hides records of apex.records from the world: "
              + hidden
              + "; take the delegation or the records out");
    }
  }

  /** Which address sets are glue, and which are strays. */
  private static final class Glue {
    private final ZoneImage image;
    private final Set<Name> servers;
    private final boolean[] stray;

    Glue(UnsignedZone zone, Set<Name> own) {
      this.image = zone.image();
      this.servers = NamedServers.of(image, set -> true);
      this.stray = new boolean[image.sets()];
      for (int owner = 0; owner < image.owners(); owner++) {
        for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
          if (RecordType.isAddress(image.type(set))) {
            Name name = image.owner(owner);
            boolean glue = zone.kindOf(owner) != OwnerKind.AUTHORITATIVE && servers.contains(name);
            stray[set] = !glue && !own.contains(name);
          }
        }
      }
    }

    boolean isStray(int set) {
      return stray[set];
    }
  }
}
