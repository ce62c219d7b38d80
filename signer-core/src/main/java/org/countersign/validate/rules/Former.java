package org.countersign.validate.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.dns.Serial;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.OwnerSource;
import org.countersign.validate.ZoneContext;

/**
 * The former release, walked in order beside the zone being judged; the rules about change share
 * one walk.
 */
final class Former {
  /** What became of one kind of data. */
  static final class Change {
    long before;
    long added;
    long removed;
    long changed;
    final List<String> examples = new ArrayList<>();
  }

  private static final int EXAMPLES = 5;

  private final Map<Kind, Change> changes = new EnumMap<>(Kind.class);
  private final Set<String> golden;
  private final Set<String> goldenChanged = new HashSet<>();
  private final OwnerSource source;
  private OwnerNode old;
  private Serial serial;
  private boolean difference;
  private long seen = -1;
  private boolean ended;

  private Former(OwnerSource source, Set<String> golden) {
    this.source = source;
    this.golden = golden;
    for (Kind kind : Kind.values()) {
      changes.put(kind, new Change());
    }
    advance();
  }

  /** The walk of a judgement, or null where no former release was given. */
  static Former of(ZoneContext zone) {
    return zone.baseline()
        .map(source -> zone.shared(Former.class, () -> new Former(source, GoldenNames.names(zone))))
        .orElse(null);
  }

  private void advance() {
    old = source.next();
    if (old != null && old.place() == OwnerNode.Place.APEX) {
      int soa = old.find(RecordType.SOA);
      if (soa >= 0) {
        int end = old.dataFrom(old.from(soa)) + old.dataLength(old.from(soa));
        serial = new Serial(old.u32(end - 20));
      }
    }
  }

  /** Takes an owner of the new zone; asked by several rules, it looks once. */
  void owner(ZoneContext zone, OwnerNode node) {
    if (seen == zone.node()) {
      return;
    }
    seen = zone.node();
    int order = compare(node);
    while (old != null && order > 0) {
      gone(old);
      advance();
      order = compare(node);
    }
    if (old != null && order == 0) {
      both(node);
      advance();
    } else {
      for (int i = 0; i < node.rrsets(); i++) {
        count(node, i, Kind.of(node, i), true);
      }
    }
  }

  private int compare(OwnerNode node) {
    return old == null
        ? -1
        : Arrays.compareUnsigned(node.key(), 0, node.keyLength(), old.key(), 0, old.keyLength());
  }

  private void gone(OwnerNode node) {
    for (int i = 0; i < node.rrsets(); i++) {
      Kind kind = Kind.of(node, i);
      if (kind != null) {
        changes.get(kind).before++;
      }
      count(node, i, kind, false);
    }
    note(node);
  }

  private void both(OwnerNode node) {
    boolean same = true;
    for (int i = 0; i < old.rrsets(); i++) {
      Kind kind = Kind.of(old, i);
      if (kind != null) {
        changes.get(kind).before++;
        int k = node.find(old.type(i));
        if (k < 0 || Kind.of(node, k) != kind) {
          count(old, i, kind, false);
          same = false;
        } else if (!equal(node, k, i)) {
          same = false;
          Change change = changes.get(kind);
          change.changed++;
          example(change, "changed", node, i);
        }
      }
    }
    for (int i = 0; i < node.rrsets(); i++) {
      Kind kind = Kind.of(node, i);
      int k = old.find(node.type(i));
      if (kind != null && (k < 0 || Kind.of(old, k) != kind)) {
        count(node, i, kind, true);
        same = false;
      }
    }
    if (!same) {
      difference = true;
      note(node);
    }
  }

  private boolean equal(OwnerNode node, int rrset, int oldRrset) {
    int records = node.to(rrset) - node.from(rrset);
    if (records != old.to(oldRrset) - old.from(oldRrset)) {
      return false;
    }
    for (int r = 0; r < records; r++) {
      int a = node.from(rrset) + r;
      int b = old.from(oldRrset) + r;
      int fromA = node.dataFrom(a);
      int fromB = old.dataFrom(b);
      if (node.recordTtl(a) != old.recordTtl(b)
          || !Arrays.equals(
              node.data(),
              fromA,
              fromA + node.dataLength(a),
              old.data(),
              fromB,
              fromB + old.dataLength(b))) {
        return false;
      }
    }
    return true;
  }

  private void count(OwnerNode node, int rrset, Kind kind, boolean added) {
    if (kind == null) {
      return;
    }
    difference = true;
    Change change = changes.get(kind);
    if (added) {
      change.added++;
    } else {
      change.removed++;
    }
    example(change, added ? "added" : "removed", node, rrset);
  }

  private static void example(Change change, String what, OwnerNode node, int rrset) {
    if (change.examples.size() < EXAMPLES) {
      change.examples.add(what + " " + node.name() + " " + RecordType.mnemonic(node.type(rrset)));
    }
  }

  private void note(OwnerNode node) {
    if (!golden.isEmpty()) {
      String name = Name.text(node.wire(), 0);
      if (golden.contains(name)) {
        goldenChanged.add(name);
      }
    }
  }

  /** Walks to the former release's end. */
  void end() {
    if (!ended) {
      ended = true;
      while (old != null) {
        gone(old);
        advance();
      }
    }
  }

  /** The former serial, null if there is no SOA. */
  Serial serial() {
    return serial;
  }

  Change change(Kind kind) {
    return changes.get(kind);
  }

  /** Golden names whose data changed or went. */
  Set<String> goldenChanged() {
    return goldenChanged;
  }

  /** Whether any RRset that is data, the SOA aside, differs. */
  boolean anyDifference() {
    return difference;
  }
}
