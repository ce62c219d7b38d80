package org.countersign.validate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Several sorted streams as one; records of one owner come in the order of the streams. */
final class MergedStream extends RecordStream {
  private record Head(RecordStream stream, int place) {
    private static final Comparator<Head> ORDER =
        (a, b) -> {
          int byKey =
              Arrays.compareUnsigned(
                  a.stream.key, 0, a.stream.keyLength, b.stream.key, 0, b.stream.keyLength);
          return byKey != 0 ? byKey : Integer.compare(a.place, b.place);
        };
  }

  private final List<RecordStream> streams;
  private final PriorityQueue<Head> heads = new PriorityQueue<>(Head.ORDER);
  private Head current;
  private RecordStream last;
  private long lastNumber;

  MergedStream(List<RecordStream> streams) {
    this.streams = streams;
    for (int i = 0; i < streams.size(); i++) {
      if (streams.get(i).next()) {
        heads.add(new Head(streams.get(i), i));
      }
    }
  }

  @Override
  boolean next() {
    if (current != null) {
      boolean more = current.stream.next();
      Head rival = heads.peek();
      if (more && (rival == null || Head.ORDER.compare(current, rival) < 0)) {
        take(); // runs are long: most often the same stream stays ahead
        return true;
      }
      if (more) {
        heads.add(current);
      }
    }
    current = heads.poll();
    if (current == null) {
      return false;
    }
    take();
    return true;
  }

  private void take() {
    RecordStream s = current.stream;
    key = s.key;
    keyLength = s.keyLength;
    if (s != last || s.ownerNumber != lastNumber) {
      last = s;
      lastNumber = s.ownerNumber;
      ownerNumber++;
    }
    type = s.type;
    recordClass = s.recordClass;
    ttl = s.ttl;
    rdata = s.rdata;
    rdataFrom = s.rdataFrom;
    rdataLength = s.rdataLength;
  }

  @Override
  public void close() {
    streams.forEach(RecordStream::close);
  }
}
