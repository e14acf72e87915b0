package io.coredeck.model.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// How a line becomes words.
class ShellWordsTest {

  @Test
  void blanks_of_all_kinds_separate_words() {
    assertThat(ShellWords.split("  a\tb\r\n c ")).containsExactly("a", "b", "c");
    assertThat(ShellWords.split("")).isEmpty();
    assertThat(ShellWords.split(" \n")).isEmpty();
  }

  @Test
  void quotes_keep_blanks_and_may_be_part_of_a_word_or_all_of_an_empty_one() {
    assertThat(ShellWords.split("'a b' \"c d\" e' f'\"g\" '' \"\""))
        .containsExactly("a b", "c d", "e fg", "", "");
  }

  @Test
  void nothing_is_special_in_single_quotes_and_only_the_backslash_in_double_ones() {
    assertThat(ShellWords.split("'a\\b\"c' \"it's \\\"so\\\" \\\\ \\n\""))
        .containsExactly("a\\b\"c", "it's \"so\" \\ n");
  }

  @Test
  void a_backslash_keeps_the_next_character() {
    assertThat(ShellWords.split("a\\ b \\'c \\#d")).containsExactly("a b", "'c", "#d");
  }

  @Test
  void a_comment_begins_only_where_a_word_could_and_ends_with_the_line() {
    assertThat(ShellWords.split("a #b c\nd e#f")).containsExactly("a", "d", "e#f");
  }

  @Test
  void nothing_is_expanded() {
    assertThat(ShellWords.split("$HOME * ~ `x` a;b|c&d>e"))
        .containsExactly("$HOME", "*", "~", "`x`", "a;b|c&d>e");
  }

  @Test
  void characters_beyond_16_bits_survive() {
    assertThat(ShellWords.split("'😀 ü' \\😀")).containsExactly("😀 ü", "😀");
  }

  @Test
  void what_is_not_finished_is_refused() {
    assertThatThrownBy(() -> ShellWords.split("a 'b"))
        .hasMessageContaining("quote ' is not closed");
    assertThatThrownBy(() -> ShellWords.split("a \"b"))
        .hasMessageContaining("quote \" is not closed");
    assertThatThrownBy(() -> ShellWords.split("a \\")).hasMessageContaining("backslash");
  }
}
