package org.countersign.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The text of a settings file: UTF-8, not too long. */
public final class SettingsText {
  private SettingsText() {}

  /**
   * Reads a file whole.
   *
   * @throws SettingsException if there is no such file, or it is no text, or too long
   * @throws UncheckedIOException if the disk fails
   */
  public static String read(Path file) {
    if (!Files.exists(file)) {
      throw refused(file, "there is no such file");
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw refused(file, "needed is a file this user may read");
    }
    try {
      long size = Files.size(file);
      if (size > 4L * YamlReader.MAX_CHARS) { // UTF-8: at most four octets a character
        throw refused(file, "the file has " + size + " octets; settings are shorter");
      }
      byte[] octets = Files.readAllBytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw refused(file, "the file is not UTF-8 text");
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  private static SettingsException refused(Path file, String message) {
    return new SettingsException(file.toString(), List.of(Problem.error("", message)));
  }
}
