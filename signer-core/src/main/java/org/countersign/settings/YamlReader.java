package org.countersign.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML text into nodes that know their lines. One document; no aliases and no tags, so a
 * small file cannot become a large value or name a class; duplicate fields are a problem.
 */
final class YamlReader {
  /** A settings file is written by hand; a megabyte is not. */
  static final int MAX_CHARS = 1 << 20;

  private static final int MAX_DEPTH = 16;
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final List<Problem> problems;

  YamlReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** The file's root; an empty mapping for an empty file or one that is not YAML. */
  YamlNode read(String text) {
    YamlNode nothing = new YamlNode.Mapping(Map.of(), 1);
    if (text.length() > MAX_CHARS) {
      report(0, "the file has " + text.length() + " characters; the limit is " + MAX_CHARS);
      return nothing;
    }
    try (YAMLParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return nothing;
      }
      YamlNode root = node(parser, line(parser), 0);
      if (parser.nextToken() != null) {
        report(line(parser), "a second document begins here; a settings file holds one");
      }
      return root;
    } catch (Unusable e) {
      report(e.line, e.getMessage());
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      report(Math.max(line, 0), "this is not YAML: " + syntax(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading text in memory", e);
    }
    return nothing;
  }

  private YamlNode node(YAMLParser parser, int line, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new Unusable(line, "sections are nested deeper than " + MAX_DEPTH);
    }
    if (parser.isCurrentAlias()) {
      throw new Unusable(line, "aliases (*name) are not used in settings; write the value out");
    }
    if (parser.getTypeId() != null) {
      throw new Unusable(line, "tags (!name) are not used in settings; leave it out");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, line, depth);
      case START_ARRAY -> {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(node(parser, line(parser), depth + 1));
        }
        yield new YamlNode.Sequence(items, line);
      }
      case VALUE_NULL -> new YamlNode.Scalar(null, line);
      default -> new YamlNode.Scalar(parser.getText(), line);
    };
  }

  private YamlNode mapping(YAMLParser parser, int line, int depth) throws IOException {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int at = line(parser);
      String name = parser.currentName();
      parser.nextToken();
      YamlNode former = fields.putIfAbsent(name, node(parser, at, depth + 1));
      if (former != null) {
        report(at, "field " + name + " is here and on line " + former.line() + "; keep one");
      }
    }
    return new YamlNode.Mapping(fields, line);
  }

  private static int line(YAMLParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /** The parser's message without its excerpt of the file, with a word on the usual slip. */
  private static String syntax(String message) {
    String brief =
        message
            .replaceAll("(?m)^ in '.*$", "")
            .replaceAll("(?m)^    .*$", "")
            .strip()
            .replaceAll("\\s*\\n\\s*", "; ");
    return brief.contains("sequence entries are not allowed")
        ? brief + "; a lone - is written in quotes: \"-\""
        : brief;
  }

  private void report(int line, String message) {
    problems.add(Problem.error("", message).atLine(line));
  }

  /** Stops reading: what follows could not be trusted. */
  private static final class Unusable extends RuntimeException {
    private final int line;

    Unusable(int line, String message) {
      super(message, null, false, false);
      this.line = line;
    }
  }
}
