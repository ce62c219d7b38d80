package org.countersign.operate;

import java.util.List;
import org.countersign.dns.Name;

/** A command named a zone that is not under management: wrong usage. */
final class UnknownZoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownZoneException(Name origin, List<Name> known) {
    super(
        origin
            + " is not under management here; "
            + (known.isEmpty() ? "no zone is" : "these are: " + known)
            + ". Take it in with `countersign zone add "
            + origin
            + " --policy FILE`, or with"
            + " `countersign registry import "
            + origin
            + " ZONEFILE`");
  }
}
