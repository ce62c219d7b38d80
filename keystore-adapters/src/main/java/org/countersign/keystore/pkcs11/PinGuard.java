package org.countersign.keystore.pkcs11;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.SCrypt;
import org.countersign.keys.Secret;
import org.countersign.keys.VaultException;
import org.countersign.keystore.OwnerOnlyFiles;
import org.countersign.keystore.WriterLock;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.TokenInfo;

/**
 * The one who may try a PIN on a token, and never tries a refused one again: a token locks after a
 * few wrong ones, and a scheduler asks often. What was refused is remembered in a file, as salt and
 * scrypt, until another PIN is configured or an operator deletes the file; it outlives the process.
 */
final class PinGuard {
  private static final int SALT = 16;
  private static final int COST = 1 << 14; // 50 ms and 16 MB for each guess
  private static final int HASH = 32;

  private final TokenSpec token;
  private final Path memory;
  private final SecureRandom random = new SecureRandom();

  /** The token's C_Login. */
  @FunctionalInterface
  interface Attempt {
    void with(char[] pin) throws PKCS11Exception;
  }

  /**
   * @param memory the file that remembers a refused PIN; its directory is made when needed
   */
  PinGuard(TokenSpec token, Path memory) {
    this.token = token;
    this.memory = memory;
  }

  /**
   * Logs in, unless this PIN was refused before or a wrong one would lock the token.
   *
   * @throws VaultException if the PIN is not tried, or refused
   */
  @SuppressWarnings("try") // the lock is held, not used
  void login(TokenInfo info, Attempt attempt) throws PKCS11Exception {
    if (info.hasFlagBit(PKCS11Constants.CKF_USER_PIN_LOCKED)) {
      throw new VaultException(
          token + " has locked its PIN. Its security officer has to set a new one");
    }
    if (info.hasFlagBit(PKCS11Constants.CKF_USER_PIN_FINAL_TRY)) {
      throw new VaultException(
          token
              + " would lock its PIN at the next wrong one, so none is tried. Log in once with the"
              + " HSM's own tool");
    }
    try {
      Files.createDirectories(memory.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new VaultException("cannot make a directory for " + memory + ": " + e, e);
    }
    try (Secret pin = token.pin().get();
        WriterLock lock = WriterLock.on(memory)) {
      char[] chars = pin.reveal();
      try {
        demandUntried(chars);
        attempt.with(chars);
        Files.deleteIfExists(memory);
      } catch (PKCS11Exception e) {
        if (e.getErrorCode() == PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN) {
          return; // by another vault of this process: login is the process's, not the session's
        }
        if (!TokenFailures.isPinRefused(e)) {
          throw e;
        }
        remember(chars);
        throw new VaultException(
            token
                + " refused the PIN ("
                + e.getMessage()
                + "). It is not tried again, so that the token is not locked: configure the right"
                + " one, or, if the token's PIN is changed, delete "
                + memory,
            e);
      } finally {
        Arrays.fill(chars, '\0');
      }
    } catch (IOException e) {
      throw new VaultException("cannot read or delete " + memory + ": " + e, e);
    }
  }

  private void demandUntried(char[] pin) throws IOException {
    if (!Files.exists(memory)) {
      return;
    }
    byte[] known;
    try {
      known = HexFormat.of().parseHex(Files.readString(memory, StandardCharsets.US_ASCII).strip());
    } catch (IllegalArgumentException e) {
      known = new byte[0];
    }
    if (known.length != SALT + HASH) {
      throw new VaultException(
          memory
              + " is damaged, so nobody knows which PIN was refused: check the PIN of "
              + token
              + " and delete the file");
    }
    byte[] salt = Arrays.copyOf(known, SALT);
    if (MessageDigest.isEqual(Arrays.copyOfRange(known, SALT, known.length), hash(pin, salt))) {
      throw new VaultException(
          token
              + " has refused this PIN before; it is not tried again, so that the token is not"
              + " locked. Configure the right one, or, if the token's PIN was changed, delete "
              + memory);
    }
  }

  private void remember(char[] pin) throws IOException {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    HexFormat hex = HexFormat.of();
    String line = hex.formatHex(salt) + hex.formatHex(hash(pin, salt)) + "\n";
    OwnerOnlyFiles.replace(memory, line.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hash(char[] pin, byte[] salt) {
    byte[] octets = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(pin)).array();
    try {
      return SCrypt.generate(octets, salt, COST, 8, 1, HASH);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }
}
