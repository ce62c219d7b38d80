package org.countersign.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.countersign.step.Step;

/**
 * A file that appears under its name whole or not at all: written under a temporary name beside it,
 * forced to disk, then renamed, and the directory forced too. Without {@link #commit} nothing is
 * left behind.
 */
public final class DurableFile implements AutoCloseable {
  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private boolean committed;

  private DurableFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
  }

  /** Begins a file that will be {@code target}. */
  public static DurableFile create(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException("there is no directory " + directory + ": make it first");
    }
    // Not a temporary file in Java's sense, which only its owner may read: name servers must too.
    Path temporary =
        directory.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
    return new DurableFile(
        absolute,
        temporary,
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /**
   * Clears a directory of what processes left that were killed while they wrote into it; for
   * whoever is the only one to write there.
   */
  public static void sweep(Path directory) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, ".*.part")) {
      for (Path part : left) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** What to delete if the process ends before this is committed or closed. */
  public Path temporary() {
    return temporary;
  }

  public OutputStream stream() {
    return Channels.newOutputStream(channel);
  }

  /** Makes the file durable and gives it its name. */
  public void commit() throws IOException {
    Step.FILE_WRITTEN.passed();
    channel.force(true);
    channel.close();
    Step.FILE_SYNCED.passed();
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
    force(target.getParent());
    Step.FILE_NAMED.passed();
  }

  /** Forces a directory's entries to disk. */
  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!committed) {
      Files.deleteIfExists(temporary);
    }
  }
}
