package org.countersign.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.countersign.publish.DurableFile;
import org.countersign.sign.ArtefactWriter;
import org.countersign.sign.SignedZone;
import org.countersign.sign.Workers;

/** The file of a zone that is signed and not judged yet. */
final class CandidateFile {
  private CandidateFile() {}

  /**
   * Writes it whole or not at all.
   *
   * @throws IOException if the disk does not take it
   */
  static ArtefactWriter.Written write(
      SignedZone signed, Path place, Workers workers, LongConsumer progress) throws IOException {
    try (DurableFile file = DurableFile.create(place)) {
      ArtefactWriter.Written written =
          new ArtefactWriter(workers, progress).write(signed, file.stream());
      file.commit();
      return written;
    } catch (IOException e) {
      throw new IOException(
          "cannot write "
              + place
              + ": "
              + e.getMessage()
              + "; nothing was released: make room there and run again",
          e);
    }
  }
}
