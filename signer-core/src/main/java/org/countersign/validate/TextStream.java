package org.countersign.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The records of a zone text in the order they stand. */
final class TextStream extends RecordStream {
  private final ZoneTextReader reader;
  private final InputStream in;
  private final GateProgress progress;
  private final String stage;
  private final long total;

  TextStream(ZoneTextReader reader, InputStream in) {
    this(reader, in, GateProgress.NONE, "", 0);
  }

  TextStream(ZoneTextReader reader, GateProgress progress, String stage, long total) {
    this(reader, null, progress, stage, total);
  }

  private TextStream(
      ZoneTextReader reader, InputStream in, GateProgress progress, String stage, long total) {
    this.reader = reader;
    this.in = in;
    this.progress = progress;
    this.stage = stage;
    this.total = total;
    key = reader.key;
    rdata = reader.rdata;
  }

  @Override
  boolean next() {
    if (!reader.next()) {
      return false;
    }
    keyLength = reader.keyLength;
    ownerNumber = reader.ownerNumber;
    type = reader.type;
    recordClass = reader.recordClass;
    ttl = reader.ttl;
    rdataLength = reader.rdataLength();
    if ((reader.records & 0x3fff) == 0) {
      Interruption.check();
      progress.at(stage, reader.records, reader.position(), total);
    }
    return true;
  }

  @Override
  public void close() {
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
