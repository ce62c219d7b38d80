package org.countersign.transfer;

/** Set operations on two lists of records by walking both in order. */
final class RecordMerge {
  private RecordMerge() {}

  /** The records of {@code list} that {@code other} does not have. */
  static RecordList without(RecordList list, RecordList other) {
    if (list.size() == 0 || other.size() == 0) {
      return list;
    }
    RecordList.Builder kept = new RecordList.Builder();
    RecordList.Cursor others = other.cursor();
    boolean more = others.next();
    for (RecordList.Cursor own = list.cursor(); own.next(); ) {
      while (more && others.record.compareTo(own.record) < 0) {
        more = others.next();
      }
      if (!more || others.record.compareTo(own.record) != 0) {
        kept.add(own.record);
      }
    }
    return kept.build();
  }

  /** The records of both; one that both have once. */
  static RecordList union(RecordList one, RecordList two) {
    if (one.size() == 0 || two.size() == 0) {
      return one.size() == 0 ? two : one;
    }
    RecordList.Builder all = new RecordList.Builder();
    RecordList.Cursor a = one.cursor();
    RecordList.Cursor b = two.cursor();
    boolean moreA = a.next();
    boolean moreB = b.next();
    while (moreA || moreB) {
      int order = !moreA ? 1 : !moreB ? -1 : a.record.compareTo(b.record);
      all.add(order <= 0 ? a.record : b.record);
      if (order <= 0) {
        moreA = a.next();
      }
      if (order >= 0) {
        moreB = b.next();
      }
    }
    return all.build();
  }
}
