package org.countersign.keystore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.countersign.keys.VaultException;

/**
 * The files of a BIND key directory by their base name; {@code .state} and others are not touched.
 */
final class BindKeyFiles {
  private static final String PUBLIC = ".key";
  private static final String PRIVATE = ".private";

  private final Path directory;

  BindKeyFiles(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new VaultException(
          directory + " is not a directory: make it, or name the one that holds the K*.key files");
    }
    this.directory = directory;
  }

  /** Base names with a .key or .private file, sorted. */
  List<String> bases(Predicate<BindFileName> wanted) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(PUBLIC) || name.endsWith(PRIVATE))
          .map(name -> name.substring(0, name.lastIndexOf('.')))
          .filter(base -> BindFileName.parse(base).filter(wanted).isPresent())
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new VaultException("cannot list the keys in " + directory + ": " + e.getMessage(), e);
    }
  }

  boolean exists(String base) {
    return Files.exists(path(base, PUBLIC)) || Files.exists(path(base, PRIVATE));
  }

  /** What the .key file says; empty if it is a host's key, not a zone's. */
  Optional<BindPublicFile> publicHalf(String base) {
    Path file = path(base, PUBLIC);
    if (!Files.exists(file)) {
      throw new VaultException(
          describe(base)
              + " has no .key file"
              + (Files.exists(path(base, PRIVATE)) ? " beside its .private file" : ""));
    }
    return read(file, BindPublicFile::parse);
  }

  /** What the .private file says; empty if there is none. */
  Optional<BindPrivateFile> privateHalf(String base) {
    Path file = path(base, PRIVATE);
    return Files.exists(file) ? Optional.of(read(file, BindPrivateFile::parse)) : Optional.empty();
  }

  private interface Parser<T> {
    T parse(String text);
  }

  private static <T> T read(Path file, Parser<T> parser) {
    try {
      return parser.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new VaultException("cannot use " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new VaultException("cannot read " + file + ": " + e, e);
    }
  }

  /** Writes both files; the .key file last, because it is what makes the pair visible. */
  void write(String base, BindPublicFile publicHalf, String privateHalf) {
    if (exists(base)) {
      throw new VaultException(
          describe(base)
              + " exists; BIND's file names have no room for two keys of one zone, algorithm and"
              + " tag: use another vault for the second");
    }
    try {
      OwnerOnlyFiles.replace(path(base, PRIVATE), privateHalf.getBytes(StandardCharsets.US_ASCII));
      OwnerOnlyFiles.replace(
          path(base, PUBLIC), publicHalf.format().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new VaultException("cannot write " + describe(base) + ": " + e, e);
    }
  }

  void delete(String base) {
    try {
      Files.deleteIfExists(path(base, PRIVATE));
      Files.deleteIfExists(path(base, PUBLIC));
      OwnerOnlyFiles.force(directory);
    } catch (IOException e) {
      throw new VaultException("cannot delete " + describe(base) + ": " + e, e);
    }
  }

  private Path path(String base, String ending) {
    if (BindFileName.parse(base).isEmpty() || base.indexOf('/') >= 0) {
      throw new VaultException(
          "\"" + base + "\" is not the name of a key file: K<zone>+<algorithm>+<tag> is");
    }
    return directory.resolve(base + ending);
  }

  String describe(String base) {
    return directory.resolve(base).toString();
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
