package org.countersign.keystore.pkcs11;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The tokens of a vault, which hold the same keys: any that is there can stand in for another. */
record TokenRing(List<TokenAccess> all) {
  /**
   * Asks the tokens that are there; what is lost is said.
   *
   * @throws TokenLostException if none is
   */
  <T> List<T> onEach(Function<TokenAccess, T> ask) {
    List<T> answers = new ArrayList<>();
    TokenLostException lost = null;
    for (TokenAccess token : all) {
      try {
        answers.add(ask.apply(token));
      } catch (TokenLostException e) {
        WrapperLog.LOG.warn("{}", e.getMessage());
        lost = e;
      }
    }
    if (answers.isEmpty()) {
      throw lost;
    }
    return answers;
  }

  /** Asks the next token that is there, from {@code first} on, in a circle. */
  <T> T onNext(int first, Function<TokenAccess, T> ask) {
    TokenLostException lost = null;
    for (int i = 0; i < all.size(); i++) {
      try {
        return ask.apply(all.get(Math.floorMod(first + i, all.size())));
      } catch (TokenLostException e) {
        WrapperLog.LOG.warn("{}", e.getMessage());
        lost = e;
      }
    }
    throw lost;
  }
}
