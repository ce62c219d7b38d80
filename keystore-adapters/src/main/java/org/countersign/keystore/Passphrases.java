package org.countersign.keystore;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.countersign.keys.Secret;
import org.countersign.keys.VaultException;

/**
 * Where a passphrase may come from: a file that only its owner reads, a systemd credential, or a
 * prompt. Never the command line, which every user of the machine can see.
 */
public final class Passphrases {
  private static final int MOST_OCTETS = 4096;
  private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

  private Passphrases() {}

  /**
   * The content of a file, without its last line end.
   *
   * @throws VaultException if it cannot be read, is empty, or others than its owner may read it
   */
  public static Secret fromFile(Path file) {
    try {
      var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view != null) {
        Set<PosixFilePermission> mode = view.readAttributes().permissions();
        Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
        others.retainAll(mode);
        if (!others.isEmpty()) {
          throw new VaultException(
              "others than its owner may use the passphrase file "
                  + file
                  + " ("
                  + PosixFilePermissions.toString(mode)
                  + "): chmod 600 "
                  + file);
        }
      }
      return read(file);
    } catch (IOException e) {
      throw new VaultException("cannot read the passphrase file " + file + ": " + e, e);
    }
  }

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  /**
   * A credential that systemd hands to the service (LoadCredential=, LoadCredentialEncrypted=).
   *
   * @param environment the process's, which names the directory
   * @throws VaultException if there is no such credential
   */
  public static Secret fromCredential(Map<String, String> environment, String name) {
    String directory = environment.get(CREDENTIALS);
    if (directory == null) {
      throw new VaultException(
          "no credential \""
              + name
              + "\": "
              + CREDENTIALS
              + " is not set; systemd sets it for a"
              + " service with LoadCredential="
              + name
              + ":FILE");
    }
    if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0) {
      throw new VaultException("\"" + name + "\" is not the name of a credential");
    }
    try {
      // systemd lets the service read it by an access list, which shows as group bits.
      return read(Path.of(directory, name));
    } catch (IOException e) {
      throw new VaultException("cannot read the credential " + name + ": " + e, e);
    }
  }

  /**
   * Asks a person, without echo.
   *
   * @throws VaultException if there is no terminal, or nothing is typed
   */
  public static Secret prompt(String question) {
    Console console = System.console();
    if (console == null) {
      throw new VaultException(
          "there is no terminal to ask for a passphrase: name a passphrase file or a credential");
    }
    char[] typed = console.readPassword("%s: ", question);
    if (typed == null || typed.length == 0) {
      throw new VaultException("no passphrase was typed");
    }
    Secret secret = Secret.copyOf(typed);
    Arrays.fill(typed, '\0');
    return secret;
  }

  private static Secret read(Path file) throws IOException {
    if (Files.size(file) > MOST_OCTETS) {
      throw new VaultException(file + " is too long for a passphrase: at most 4096 octets");
    }
    byte[] octets = Files.readAllBytes(file);
    CharBuffer chars = CharBuffer.allocate(0);
    try {
      chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      int end = chars.limit();
      if (end > 0 && chars.get(end - 1) == '\n') {
        end--;
        if (end > 0 && chars.get(end - 1) == '\r') {
          end--;
        }
      }
      if (end == 0) {
        throw new VaultException("the passphrase in " + file + " is empty");
      }
      char[] passphrase = Arrays.copyOf(chars.array(), end);
      Secret secret = Secret.copyOf(passphrase);
      Arrays.fill(passphrase, '\0');
      return secret;
    } catch (CharacterCodingException e) {
      throw new VaultException("the passphrase in " + file + " is not UTF-8 text", e);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(chars.array(), '\0');
    }
  }
}
