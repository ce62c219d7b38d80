package org.countersign.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The locks on an embedded database's home, which the kernel releases when a process dies: one that
 * makes starting and stopping exclusive, one that every user of the running server shares.
 */
final class HomeLock implements AutoCloseable {
  private final FileChannel turn;
  private final FileChannel users;
  private FileLock using;

  private HomeLock(FileChannel turn, FileChannel users) {
    this.turn = turn;
    this.users = users;
  }

  static HomeLock in(Path home) throws IOException {
    return new HomeLock(open(home.resolve("turn.lock")), open(home.resolve("users.lock")));
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Waits until no other process is starting or stopping the server. */
  FileLock turn() throws IOException {
    return turn.lock();
  }

  void use() throws IOException {
    using = users.lock(0, Long.MAX_VALUE, true);
  }

  /** Gives up our use; true if nobody else uses the server. Only in one's {@link #turn}. */
  boolean leave() throws IOException {
    if (using != null) {
      using.release();
      using = null;
    }
    FileLock alone = users.tryLock();
    if (alone == null) {
      return false;
    }
    alone.release();
    return true;
  }

  @Override
  public void close() throws IOException {
    turn.close();
    users.close();
  }
}
