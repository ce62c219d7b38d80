package org.countersign.keystore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.countersign.keys.VaultException;

/** Reading and replacing a sealed file as a whole; what is wrong is said with the file's name. */
final class SealedFrame {
  /** A hundred thousand keys; more is no key file. */
  private static final long MOST_OCTETS = 1 << 28;

  private SealedFrame() {}

  static SealedBags read(Path file) {
    try {
      if (Files.size(file) > MOST_OCTETS) {
        throw new VaultException(file + " is too large for a key file");
      }
      return new SealedBags(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new VaultException(
          "cannot use the key file " + file + ": " + e.getMessage() + "; put a good copy back", e);
    } catch (IOException e) {
      throw new VaultException("cannot read the key file " + file + ": " + e, e);
    }
  }

  static List<SealedEntry> open(Path file, SealedBags bags, SealKeys keys) {
    try {
      return bags.open(keys);
    } catch (IllegalArgumentException e) {
      throw new VaultException("cannot use the key file " + file + ": " + e.getMessage(), e);
    }
  }

  static void write(Path file, byte[] octets) throws IOException {
    OwnerOnlyFiles.replace(file, octets);
  }
}
