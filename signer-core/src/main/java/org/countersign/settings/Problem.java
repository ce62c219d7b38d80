package org.countersign.settings;

/**
 * One thing wrong with a settings file: a sentence that says what was found, what was needed and
 * what to do.
 *
 * @param path the field, dotted, such as {@code signing.threads}; empty for the whole file
 * @param line where in the file, from 1; 0 where no line is to blame
 */
public record Problem(Level level, String path, int line, String message) {
  /** What a problem does to the settings it was found in. */
  public enum Level {
    /** They cannot be used. */
    ERROR,
    /** They can, but hardly should. */
    WARNING
  }

  public static Problem error(String path, String message) {
    return new Problem(Level.ERROR, path, 0, message);
  }

  public static Problem warning(String path, String message) {
    return new Problem(Level.WARNING, path, 0, message);
  }

  public Problem atLine(int where) {
    return new Problem(level, path, where, message);
  }

  public boolean isError() {
    return level == Level.ERROR;
  }

  @Override
  public String toString() {
    return (line > 0 ? "line " + line + ": " : "") + (isError() ? "" : "warning: ") + message;
  }
}
