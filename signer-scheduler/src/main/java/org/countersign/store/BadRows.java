package org.countersign.store;

import java.util.ArrayList;
import java.util.List;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;

/** Rows that cannot be records of the zone; the first ones with their text. */
final class BadRows {
  /** How many are told one by one. */
  static final int SHOWN = 100;

  private final List<Finding> shown = new ArrayList<>();
  private long count;

  /**
   * @param owner as the registry writes it
   */
  void add(String owner, int type, String message) {
    if (++count <= SHOWN) {
      shown.add(Finding.refuse(RuleId.NAMES_SANE, message).at(owner, type));
    }
  }

  boolean any() {
    return count > 0;
  }

  /** Every row's finding, with a last one for those that were only counted. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(shown);
    if (count > SHOWN) {
      all.add(
          Finding.refuse(RuleId.NAMES_SANE, "and " + (count - SHOWN) + " more rows like these"));
    }
    return all;
  }
}
