package org.countersign.keystore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.countersign.keys.VaultException;

/** The files of a BIND key directory by their base name; other files are not touched. */
final class BindKeyFiles {
  private static final String PUBLIC = ".key";
  private static final String PRIVATE = ".private";
  private static final String STATE = ".state";

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
    return Stream.of(PUBLIC, PRIVATE, STATE).anyMatch(ending -> Files.exists(path(base, ending)));
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

  /** What the .state file says; empty if there is none. */
  Optional<BindState> state(String base) {
    Path file = path(base, STATE);
    return Files.exists(file) ? Optional.of(read(file, BindState::parse)) : Optional.empty();
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

  /**
   * Writes a key's files, whole or not at all and never over others; the .key file last, because it
   * is what makes the key visible.
   *
   * @param texts by ending
   * @throws VaultException if a file of that name exists, or none can be written
   */
  void write(String base, Texts texts) {
    if (exists(base)) {
      throw taken(base, null);
    }
    List<Path> made = new ArrayList<>();
    try {
      made.add(create(base, PRIVATE, texts.privateHalf()));
      if (texts.state().isPresent()) {
        made.add(create(base, STATE, texts.state().get()));
      }
      made.add(create(base, PUBLIC, texts.publicHalf()));
    } catch (IOException e) {
      undo(made, e);
      throw e instanceof FileAlreadyExistsException
          ? taken(base, e)
          : new VaultException("cannot write " + describe(base) + ": " + e, e);
    }
  }

  /** The texts of one key's files. */
  record Texts(String publicHalf, String privateHalf, Optional<String> state) {
    /** Never the private half. */
    @Override
    public String toString() {
      return publicHalf;
    }
  }

  private Path create(String base, String ending, String text) throws IOException {
    Path file = path(base, ending);
    OwnerOnlyFiles.create(file, text.getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  private static void undo(List<Path> made, IOException cause) {
    for (Path file : made) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private VaultException taken(String base, IOException cause) {
    return new VaultException(
        describe(base)
            + " exists and is not replaced; BIND's file names have no room for two keys of one"
            + " zone, algorithm and tag: use another vault, or another directory, for the second",
        cause);
  }

  void delete(String base) {
    try {
      Files.deleteIfExists(path(base, PRIVATE));
      Files.deleteIfExists(path(base, PUBLIC));
      Files.deleteIfExists(path(base, STATE));
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
