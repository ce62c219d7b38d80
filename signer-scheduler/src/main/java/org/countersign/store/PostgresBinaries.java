package org.countersign.store;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path once and found again by their archive. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** The directory of the programs below {@code home}; unpacks them where they are not there. */
  static Path in(Path home) throws IOException {
    byte[] archive;
    try (InputStream in = archive()) {
      archive = in.readAllBytes();
    }
    CRC32 crc = new CRC32();
    crc.update(archive);
    Path programs = home.resolve("programs-" + HexFormat.of().toHexDigits((int) crc.getValue()));
    if (!Files.isDirectory(programs)) {
      Path unpacking = home.resolve("programs.new");
      DirectoryTree.delete(unpacking);
      unpack(archive, unpacking);
      Files.move(unpacking, programs); // whole or not at all, also after a kill
    }
    return programs.resolve("bin");
  }

  private static InputStream archive() throws IOException {
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String named =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        };
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", named);
    } catch (IllegalStateException e) {
      throw new StoreException(
          "there are no PostgreSQL programs for Linux on "
              + arch
              + " to run an embedded database: configure a database of your own",
          e);
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    Files.createDirectories(target);
    try (var tar =
        new TarArchiveInputStream(
            new BufferedInputStream(
                new XZCompressorInputStream(new ByteArrayInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive of PostgreSQL's programs has the path " + path);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          String mode = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
      }
    }
  }
}
