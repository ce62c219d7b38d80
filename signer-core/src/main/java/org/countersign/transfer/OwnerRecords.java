package org.countersign.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.countersign.zone.ZoneImage;

/** All records of one owner but the zone's SOA, side by side. */
final class OwnerRecords {
  private final ImageRecords records;
  private final List<RecordView> views = new ArrayList<>();
  private int size;

  OwnerRecords(ZoneImage image) {
    this.records = new ImageRecords(image);
  }

  OwnerRecords load(int owner) {
    size = 0;
    try {
      records.visit(owner, this::keep);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing here reads or writes
    }
    return this;
  }

  private void keep(RecordView record) {
    if (size == views.size()) {
      views.add(new RecordView());
    }
    RecordView kept = views.get(size++);
    kept.key = record.key;
    kept.keyFrom = record.keyFrom;
    kept.keyTo = record.keyTo;
    kept.type = record.type;
    kept.ttl = record.ttl;
    kept.data = record.data;
    kept.from = record.from;
    kept.to = record.to;
  }

  int size() {
    return size;
  }

  RecordView get(int n) {
    return views.get(n);
  }

  void forEach(RecordList.Builder list) {
    for (int i = 0; i < size; i++) {
      list.add(views.get(i));
    }
  }
}
