package org.countersign.keys.observe;

import java.util.List;

/** What all servers of a zone and of its parent said when asked once, each in one of the lists. */
public record Sweep(List<ZoneAnswer> zone, List<ParentAnswer> parent, List<NoAnswer> silent) {
  public Sweep {
    zone = List.copyOf(zone);
    parent = List.copyOf(parent);
    silent = List.copyOf(silent);
  }
}
