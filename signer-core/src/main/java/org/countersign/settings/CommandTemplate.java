package org.countersign.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command in a settings file: words between spaces, with quotes round those that hold spaces, and
 * placeholders such as {@code {file}}. No shell sees it: what a placeholder stands for stays inside
 * its word, whatever characters it has.
 */
public final class CommandTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)\\}");

  private final String text;
  private final List<String> words;

  private CommandTemplate(String text, List<String> words) {
    this.text = text;
    this.words = words;
  }

  /**
   * Reads a command.
   *
   * @param known names that may stand between braces
   * @throws IllegalArgumentException with what was found and what was needed
   */
  public static CommandTemplate parse(String text, Set<String> known) {
    List<String> words = split(text);
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new IllegalArgumentException("found no command; the first word is the program's name");
    }
    for (Matcher m = PLACEHOLDER.matcher(text); m.find(); ) {
      if (!known.contains(m.group(1))) {
        throw new IllegalArgumentException(
            "found "
                + m.group()
                + " in \""
                + text
                + "\"; known are "
                + new TreeSet<>(known)
                    .stream().map(name -> "{" + name + "}").collect(Collectors.joining(", ")));
      }
    }
    return new CommandTemplate(text, words);
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (char c : text.toCharArray()) {
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("found \"" + text + "\", in which a quote is not closed");
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  /** Whether the placeholder stands anywhere in the command. */
  public boolean names(String placeholder) {
    return text.contains("{" + placeholder + "}");
  }

  /**
   * The program and its arguments.
   *
   * @param values for every placeholder that the command may name
   */
  public List<String> filled(Map<String, String> values) {
    return words.stream()
        .map(
            word ->
                PLACEHOLDER
                    .matcher(word)
                    .replaceAll(m -> Matcher.quoteReplacement(values.get(m.group(1)))))
        .toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
