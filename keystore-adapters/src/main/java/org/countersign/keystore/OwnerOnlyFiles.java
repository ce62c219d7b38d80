package org.countersign.keystore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that only their owner may read (0600), written so that a crash leaves the old or the new.
 */
public final class OwnerOnlyFiles {
  private static final FileAttribute<Set<PosixFilePermission>> MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OwnerOnlyFiles() {}

  /** Writes beside {@code file}, forces to disk, renames over it and forces the directory. */
  public static void replace(Path file, byte[] content) throws IOException {
    write(file, content, t -> Files.move(t, file, StandardCopyOption.ATOMIC_MOVE));
  }

  /**
   * The same for a file that must not be there: the finished one appears under its name, or
   * nothing.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one
   */
  static void create(Path file, byte[] content) throws IOException {
    write(file, content, t -> Files.createLink(file, t)); // link(2) never replaces, rename(2) does
  }

  private interface Appearance {
    void of(Path temporary) throws IOException;
  }

  private static void write(Path file, byte[] content, Appearance appearance) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(directory, "." + file.getFileName(), ".new", MODE);
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      appearance.of(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(directory);
  }

  /** Makes what happened to a directory's entries durable. */
  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
