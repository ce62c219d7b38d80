package org.countersign.keystore.pkcs11;

import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/** A session with a token, of one generation of its library; one thread at a time. */
final class TokenSession {
  private final Pkcs11Library library;
  private final long generation;
  private final Session session;

  TokenSession(Pkcs11Library library, long generation, Session session) {
    this.library = library;
    this.generation = generation;
    this.session = session;
  }

  /** Calls in a session. */
  @FunctionalInterface
  interface Work<T> {
    T in(Session session) throws PKCS11Exception;
  }

  <T> T call(Work<T> work) throws PKCS11Exception {
    return library.call(generation, () -> work.in(session));
  }

  boolean isOf(long current) {
    return generation == current;
  }

  /** Ends the session, if it did not end by itself. */
  void close() {
    try {
      call(
          open -> {
            open.closeSession();
            return null;
          });
    } catch (PKCS11Exception e) {
      WrapperLog.LOG.debug("a session had ended: {}", e.getMessage());
    }
  }
}
