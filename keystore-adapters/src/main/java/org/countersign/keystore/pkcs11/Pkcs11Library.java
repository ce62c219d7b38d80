package org.countersign.keystore.pkcs11;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_ALREADY_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.countersign.keys.VaultException;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.StaticLogger;

/**
 * A PKCS#11 library, loaded once in this process and initialised while somebody uses it.
 * Initialising it anew (C_Finalize, C_Initialize) is what makes it see a token that came back; it
 * ends every session of the process, and session numbers begin again, so each session belongs to
 * one generation and is never used in another.
 */
final class Pkcs11Library {
  private static final Map<Path, Pkcs11Library> LOADED = new HashMap<>();

  private final Path path;
  private final PKCS11Module module;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private int users;
  private volatile long generation;

  /** Calls into the library. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws PKCS11Exception;
  }

  private Pkcs11Library(Path path) {
    this.path = path;
    StaticLogger.setLogger(new WrapperLog());
    try {
      this.module = PKCS11Module.getInstance(path.toString());
    } catch (IOException | LinkageError e) {
      throw new VaultException(
          "cannot load the PKCS#11 library " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * The library at a path, initialised; {@link #release} gives it back.
   *
   * @throws VaultException if it cannot be loaded or initialised
   */
  static Pkcs11Library use(Path path) {
    synchronized (LOADED) {
      Pkcs11Library library = LOADED.computeIfAbsent(path, Pkcs11Library::new);
      if (library.users == 0) {
        try {
          library.initialise();
        } catch (PKCS11Exception e) {
          throw new VaultException(
              "the PKCS#11 library " + path + " cannot be initialised: " + e.getMessage(), e);
        }
      }
      library.users++;
      return library;
    }
  }

  /** Finalizes the library if this was its last user. */
  void release() {
    synchronized (LOADED) {
      if (--users == 0) {
        lock.writeLock().lock();
        try {
          generation++;
          module.finalize(null);
        } catch (PKCS11Exception e) {
          WrapperLog.LOG.debug("{} did not finalize: {}", path, e.getMessage());
        } finally {
          lock.writeLock().unlock();
        }
      }
    }
  }

  private void initialise() throws PKCS11Exception {
    generation++;
    try {
      module.initialize();
    } catch (PKCS11Exception e) {
      if (e.getErrorCode() != CKR_CRYPTOKI_ALREADY_INITIALIZED) { // by another user of the process
        throw e;
      }
    }
  }

  PKCS11Module module() {
    return module;
  }

  /** Counts initialisations. */
  long generation() {
    return generation;
  }

  /**
   * Calls the library while nobody initialises it anew.
   *
   * @throws PKCS11Exception as if the session were gone, if {@code generation} has passed
   */
  <T> T call(long generation, Work<T> work) throws PKCS11Exception {
    lock.readLock().lock();
    try {
      if (generation != this.generation) {
        throw new PKCS11Exception(CKR_SESSION_HANDLE_INVALID);
      }
      return work.run();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Initialises the library anew, unless somebody did so since {@code seen}. */
  void restart(long seen) throws PKCS11Exception {
    lock.writeLock().lock();
    try {
      if (seen != generation) {
        return;
      }
      WrapperLog.LOG.warn("initialising {} anew, to find its tokens again", path);
      try {
        module.finalize(null);
      } catch (PKCS11Exception e) {
        if (e.getErrorCode() != CKR_CRYPTOKI_NOT_INITIALIZED) {
          throw e;
        }
      }
      initialise();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
