package org.countersign.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.countersign.keys.Secret;

/** The embedded server's password: random, made once, in a file that only its owner may read. */
final class PasswordFile {
  static final String NAME = "password";

  private PasswordFile() {}

  static Secret in(Path home) throws IOException {
    Path file = home.resolve(NAME);
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Path unfinished = home.resolve(NAME + ".new");
      Files.deleteIfExists(unfinished);
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unfinished, HexFormat.of().formatHex(random) + "\n");
      Files.move(unfinished, file);
    }
    return Secret.copyOf(Files.readString(file, StandardCharsets.US_ASCII).strip().toCharArray());
  }
}
