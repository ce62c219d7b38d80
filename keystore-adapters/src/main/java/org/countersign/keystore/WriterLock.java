package org.countersign.keystore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.countersign.keys.VaultException;

/**
 * The right to change a file, held by one writer at a time on this machine: a lock on {@code
 * FILE.lock}, which stays there, because removing it would let two writers lock two files.
 */
public final class WriterLock implements AutoCloseable {
  private static final int TRIES = 200;
  private static final long PAUSE_MILLIS = 50;

  private final FileChannel channel;
  private final FileLock lock;

  private WriterLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits up to ten seconds for another writer.
   *
   * @throws VaultException if it is still at work then, or the lock file cannot be made
   */
  public static WriterLock on(Path file) {
    Path path = file.resolveSibling(file.getFileName() + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        for (int i = 0; i < TRIES; i++) {
          FileLock lock = tryLock(channel);
          if (lock != null) {
            return new WriterLock(channel, lock);
          }
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (IOException | InterruptedException e) {
        channel.close();
        throw e;
      }
      channel.close();
    } catch (IOException e) {
      throw new VaultException("cannot lock " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VaultException("interrupted while waiting for " + path, e);
    }
    throw new VaultException(
        "another process has been changing "
            + file
            + " for ten seconds; try again when it is done");
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another vault object of this process has it
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new VaultException("cannot give back a file lock", e);
    }
  }
}
