package org.countersign.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * SoftHSM's tokens of one test, in a directory of its own. SoftHSM reads its configuration, whose
 * place the environment tells, each time it is initialised: one test at a time in a JVM.
 */
public final class SoftHsm {
  public static final String PIN = "a pin of 23";
  private static final String OFFICER = "an officer's pin";
  private static final List<String> LIBRARIES =
      List.of(
          "/usr/lib/softhsm/libsofthsm2.so",
          "/usr/lib64/pkcs11/libsofthsm2.so",
          "/usr/local/lib/softhsm/libsofthsm2.so");
  private static final Pattern TOKEN =
      Pattern.compile(
          "Slot (\\d+)\\n(?:(?!\\nSlot ).)*?Serial number:\\s*(\\S+).*?Label:\\s*([^\\n]*)",
          Pattern.DOTALL);

  private final OutsideTool tool;
  private final Path work;
  private final Path tokens;
  private final Path library;
  private final Map<String, Path> homes = new HashMap<>();

  private SoftHsm(OutsideTool tool, Path work, Path library) throws IOException {
    this.tool = tool;
    this.work = work;
    this.library = library;
    this.tokens = Files.createDirectory(work.resolve("tokens"));
  }

  /** SoftHSM without tokens, or a skipped (on CI: failed) test that says what is missing. */
  public static SoftHsm in(Path directory) {
    OutsideTool tool = OutsideTool.demand("softhsm2-util");
    String configuration = System.getenv("SOFTHSM2_CONF");
    Assumptions.assumeTrue(
        configuration != null && configuration.startsWith(System.getProperty("user.dir")),
        "SOFTHSM2_CONF does not name a file of this build, as Maven sets it");
    try {
      Path library =
          LIBRARIES.stream().map(Path::of).filter(Files::exists).findFirst().orElseThrow();
      SoftHsm hsm = new SoftHsm(tool, directory, library);
      Files.createDirectories(Path.of(configuration).getParent());
      Files.writeString(
          Path.of(configuration),
          "directories.tokendir = "
              + hsm.tokens
              + "\nobjectstore.backend = file\nlog.level = ERROR\n");
      return hsm;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path library() {
    return library;
  }

  /** Makes a token with {@link #PIN}; labels may come twice. */
  public SoftHsm token(String label) {
    Set<Path> before = new HashSet<>(homes());
    run("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", OFFICER);
    Path home = homes().stream().filter(h -> !before.contains(h)).findFirst().orElseThrow();
    homes.putIfAbsent(label, home);
    return this;
  }

  /** The serial numbers of the tokens with this label. */
  public List<String> serials(String label) {
    return found(label, 2);
  }

  /** The slot numbers of the tokens with this label. */
  public List<String> slots(String label) {
    return found(label, 1);
  }

  private List<String> found(String label, int group) {
    Matcher matcher = TOKEN.matcher(run("--show-slots"));
    return matcher
        .results()
        .filter(found -> found.group(3).strip().equals(label))
        .map(found -> found.group(group))
        .collect(Collectors.toList());
  }

  /** Brings a key into a token by SoftHSM's own tool, as a clone from elsewhere comes. */
  public void importKey(String token, String id, String label, PrivateKey key) {
    try {
      Path file = work.resolve("import.pem");
      String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
      Files.writeString(
          file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
      run(
          "--import",
          file.toString(),
          "--token",
          token,
          "--label",
          label,
          "--id",
          id,
          "--pin",
          PIN,
          "--force");
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a token is on disk. */
  public Path home(String label) {
    return homes.get(label);
  }

  /** Takes a token away. */
  public void takeAway(String label) {
    move(home(label), away(label));
  }

  /** Brings it back. */
  public void bringBack(String label) {
    move(away(label), home(label));
  }

  /** Brings back a copy of its files, to where something else may be mounted now. */
  public void copyBack(String label) {
    try (Stream<Path> files = Files.list(away(label))) {
      for (Path file : files.toList()) {
        Files.copy(file, home(label).resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path away(String label) {
    return work.resolve("away-" + label);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> homes() {
    try (Stream<Path> found = Files.list(tokens)) {
      return found.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs softhsm2-util. */
  public String run(String... arguments) {
    return tool.run(work, arguments).expectSuccess();
  }
}
