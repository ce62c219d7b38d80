package org.countersign.operate;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import org.countersign.store.StoredToken;
import org.countersign.store.TokenStore;

/** Who asks, and whether they may. */
final class HttpAccess {
  private static final String BEARER = "Bearer ";
  private static final String TOKEN = "token";

  private final TokenStore tokens;

  HttpAccess(TokenStore tokens) {
    this.tokens = tokens;
  }

  /** A handler that only a token with the role reaches. */
  Handler only(TokenCommand.Role needed, Handler handler) {
    return context -> {
      StoredToken token = token(context);
      if (!TokenCommand.Role.parse(token.role()).covers(needed)) {
        throw new HttpProblem(
            403,
            "token " + token.name() + " has role " + token.role() + "; needed is " + needed.text());
      }
      context.attribute(TOKEN, token);
      handler.handle(context);
    };
  }

  private StoredToken token(Context context) {
    return Optional.ofNullable(context.header("Authorization"))
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip())
        .flatMap(token -> tokens.use(TokenCommand.sha256(token)))
        .orElseThrow(
            () ->
                new HttpProblem(
                    401,
                    "needed is a token in force: Authorization: Bearer TOKEN; `countersign token"
                        + " add` makes one"));
  }

  /** Who acts, for the audit trail: the person first, for approvals ask who that is. */
  static String actor(Context context) {
    StoredToken token = context.attribute(TOKEN);
    return token.person() + " as token " + token.name();
  }
}
