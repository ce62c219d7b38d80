package org.countersign.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTemplateTest {
  private static final Set<String> KNOWN = Set.of("file", "origin");

  @Test
  void wordsAreSplitAtSpacesAndKeptTogetherByQuotes() {
    CommandTemplate command =
        CommandTemplate.parse("  nsd-control  'a b' \"c 'd\" e''f '' {origin}", KNOWN);
    assertThat(command.filled(Map.of("file", "x", "origin", "example.")))
        .containsExactly("nsd-control", "a b", "c 'd", "ef", "", "example.");
  }

  @Test
  void aValueStaysInItsWordWhateverItHolds() {
    CommandTemplate command = CommandTemplate.parse("check --zone={origin} {file}", KNOWN);
    assertThat(command.filled(Map.of("file", "/a b; rm $1 {origin}", "origin", "\\$.")))
        .containsExactly("check", "--zone=\\$.", "/a b; rm $1 {origin}");
    assertThat(command.names("file")).isTrue();
    assertThat(command.names("serial")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~ | found no command
          '' a | found no command
          a "b | not closed
          a {zone} | known are {file}, {origin}
          """)
  void refusesWhatIsNoCommand(String text, String words) {
    assertThatThrownBy(() -> CommandTemplate.parse(text, KNOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
