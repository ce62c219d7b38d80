package org.countersign.keystore.pkcs11;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.countersign.keys.VaultException;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.Token;

/**
 * One token of a vault: found, logged in to, and its sessions. A session stays open for the next
 * one who needs it, so there are as many as there ever were signing threads at once. What fails
 * because the token was away is tried once more with the library initialised anew.
 */
final class TokenAccess {
  private final TokenSpec spec;
  private final Path path;
  private final PinGuard guard;
  private final Deque<TokenSession> idle = new ArrayDeque<>();
  private Pkcs11Library library;
  private Login login;

  /** A session that is kept open, because closing the last one would log us out. */
  private record Login(long generation, Token token, TokenSession session) {}

  /** What is done in a session. */
  @FunctionalInterface
  interface Use<T> {
    T with(TokenSession session) throws PKCS11Exception;
  }

  TokenAccess(TokenSpec spec, Path library, PinGuard guard) {
    this.spec = spec;
    this.path = library;
    this.guard = guard;
  }

  TokenSpec spec() {
    return spec;
  }

  /** Does something in a session that is given back afterwards. */
  <T> T read(String doing, TokenSession.Work<T> work) {
    return recovering(
        doing,
        session -> {
          T result = session.call(work);
          giveBack(session);
          return result;
        });
  }

  /**
   * Does something in a session that stays with the result, if there is one, until {@link
   * #giveBack}; once more in another session if it fails because the first is gone.
   *
   * @throws TokenLostException if the token is not there
   */
  <T> T recovering(String doing, Use<T> use) {
    long seen = library().generation();
    try {
      return attempt(use);
    } catch (TokenLostException | KeyAbsentException e) {
      restart(seen, doing);
    } catch (PKCS11Exception e) {
      if (!TokenFailures.isLoss(e)) {
        throw TokenFailures.of(spec, doing, e);
      }
      WrapperLog.LOG.warn("{} could not {}: {}; trying once more", spec, doing, e.getMessage());
      restart(seen, doing);
    }
    try {
      return attempt(use);
    } catch (PKCS11Exception e) {
      throw TokenFailures.of(spec, doing, e);
    }
  }

  /** Changes what the token holds, once: nobody knows what a change that failed has left. */
  <T> T change(String doing, TokenSession.Work<T> work) {
    read("be reached", Session::getSessionInfo);
    TokenSession session;
    try {
      session = open(true);
    } catch (PKCS11Exception e) {
      throw TokenFailures.of(spec, doing, e);
    }
    try {
      return session.call(work);
    } catch (PKCS11Exception e) {
      throw TokenFailures.ofStoring(spec, doing, e);
    } finally {
      session.close();
    }
  }

  /** Keeps a session for the next one who needs one. */
  void giveBack(TokenSession session) {
    synchronized (idle) {
      if (session.isOf(library().generation())) {
        idle.push(session);
      }
    }
  }

  private <T> T attempt(Use<T> use) throws PKCS11Exception {
    TokenSession session = take();
    try {
      return use.with(session);
    } catch (PKCS11Exception | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private TokenSession take() throws PKCS11Exception {
    Login current = login();
    synchronized (idle) {
      TokenSession kept = idle.poll();
      while (kept != null && !kept.isOf(current.generation())) {
        kept = idle.poll();
      }
      if (kept != null) {
        return kept;
      }
    }
    return open(false);
  }

  private TokenSession open(boolean writing) throws PKCS11Exception {
    Login current = login();
    return library()
        .call(
            current.generation(),
            () ->
                new TokenSession(
                    library, current.generation(), current.token().openSession(writing)));
  }

  private void restart(long seen, String doing) {
    try {
      library().restart(seen);
    } catch (PKCS11Exception e) {
      throw TokenFailures.of(spec, doing, e);
    }
  }

  private synchronized Pkcs11Library library() {
    if (library == null) {
      library = Pkcs11Library.use(path);
    }
    return library;
  }

  private synchronized Login login() throws PKCS11Exception {
    long now = library().generation();
    if (login == null || login.generation() != now) {
      login = library.call(now, () -> enter(now));
    }
    return login;
  }

  private Login enter(long generation) throws PKCS11Exception {
    Token token = find();
    Session session = token.openSession(false);
    try {
      guard.login(token.getTokenInfo(), pin -> session.login(PKCS11Constants.CKU_USER, pin));
      return new Login(generation, token, new TokenSession(library, generation, session));
    } catch (PKCS11Exception | RuntimeException e) {
      session.closeSession();
      throw e;
    }
  }

  /** The one token of that name, in whatever slot it is now. */
  private Token find() throws PKCS11Exception {
    List<String> seen = new ArrayList<>();
    List<Token> found = new ArrayList<>();
    for (Slot slot : library.module().getSlotList(true)) {
      Token token = slot.getToken();
      var info = token.getTokenInfo();
      if (!info.isTokenInitialized()) {
        continue;
      }
      String label = info.getLabel().strip();
      String serial = info.getSerialNumber().strip();
      seen.add("\"" + label + "\" (serial " + serial + ")");
      if (label.equals(spec.label()) && spec.serial().map(serial::equals).orElse(true)) {
        found.add(token);
      }
    }
    if (found.size() > 1) {
      throw new VaultException(
          path + " shows " + found.size() + " tokens for " + spec + ": state the serial number");
    }
    if (found.isEmpty()) {
      throw new TokenLostException(
          path + " shows no " + spec + "; it shows " + (seen.isEmpty() ? "none" : seen), null);
    }
    return found.get(0);
  }

  /** Ends every session and gives the library back. */
  synchronized void close() {
    if (library == null) {
      return;
    }
    synchronized (idle) {
      idle.forEach(TokenSession::close);
      idle.clear();
    }
    if (login != null) {
      login.session().close();
      login = null;
    }
    library.release();
    library = null;
  }
}
