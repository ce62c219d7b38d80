package org.countersign.transfer;

import java.io.IOException;

/** Is shown records one by one; the view is good for the call only. */
@FunctionalInterface
public interface RecordVisitor {
  void record(RecordView record) throws IOException;
}
