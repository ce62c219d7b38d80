package org.countersign.keys.rollover;

import java.util.Optional;

/** Where a key, or one record of it, is to end. */
public enum Goal {
  HIDDEN,
  OMNIPRESENT;

  /** The next state on the way; empty at the end of it. */
  public Optional<Presence> next(Presence from) {
    Presence next =
        switch (from) {
          case HIDDEN -> this == HIDDEN ? from : Presence.RUMOURED;
          case RUMOURED -> this == HIDDEN ? Presence.UNRETENTIVE : Presence.OMNIPRESENT;
          case OMNIPRESENT -> this == HIDDEN ? Presence.UNRETENTIVE : from;
          case UNRETENTIVE -> this == HIDDEN ? Presence.HIDDEN : Presence.RUMOURED;
        };
    return next == from ? Optional.empty() : Optional.of(next);
  }
}
