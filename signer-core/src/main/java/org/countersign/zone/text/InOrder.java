package org.countersign.zone.text;

import java.io.IOException;
import java.util.function.LongConsumer;

/** Reads a zone file from some place to its end, a window of whole lines at a time. */
final class InOrder {
  private static final int WINDOW = 4 << 20;

  /** Text of one record, 65,535 octets of RDATA written as escapes, with generous comments. */
  private static final int LONGEST_RECORD = 16 << 20;

  private final ZoneFile file;
  private final LongConsumer progress;

  InOrder(ZoneFile file, LongConsumer progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * @throws ZoneTextException if the text is at fault
   */
  void read(long from, TextState state, RecordSink sink) throws IOException {
    long at = from;
    int window = WINDOW;
    while (at < file.size()) {
      long to = file.line(Math.min(at + window, file.size()));
      if (to - at > 2L * LONGEST_RECORD) {
        throw endless(at);
      }
      long stopped = part(file, at, to, state, sink);
      progress.accept(stopped - at);
      if (stopped > at) {
        window = WINDOW;
      } else if (to == file.size()) {
        throw new ZoneTextException(
            at, "the text ends within a record: the file is cut, or a parenthesis is not closed");
      } else if (window >= LONGEST_RECORD) {
        throw endless(at);
      } else {
        window *= 2;
      }
      at = stopped;
    }
  }

  private static ZoneTextException endless(long at) {
    return new ZoneTextException(
        at,
        "a record that does not end within "
            + (LONGEST_RECORD >> 20)
            + " MiB: a parenthesis is not closed, or line ends are missing");
  }

  /** Reads the lines of {@code from..to} and says where the last whole record ended. */
  static long part(ZoneFile file, long from, long to, TextState state, RecordSink sink)
      throws IOException {
    byte[] text = file.bytes(from, (int) (to - from));
    TextParser parser = new TextParser(text, 0, text.length, from, state, sink);
    parser.readAll();
    return from + parser.position();
  }
}
