package io.coredeck.corex.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What is promised about the parameters of a URL.
class QueryTest {
  @Test
  void words_keep_their_order_and_may_be_empty() {
    assertThat(Query.parse("arg[]=a&x=1&arg[]=&arg[]=b").all("arg[]"))
        .containsExactly("a", "", "b");
  }

  @Test
  void brackets_may_be_encoded() {
    assertThat(Query.parse("arg%5B%5D=ls&arg%5b%5d=-l").all("arg[]")).containsExactly("ls", "-l");
  }

  @Test
  void plus_is_a_space_and_percent_a_byte() {
    assertThat(Query.parse("a=x+y%20z%2B%C3%BC").first("a")).contains("x y z+ü");
  }

  @Test
  void empty_parts_are_nothing_and_a_semicolon_separates_nothing() {
    var query = Query.parse("arg[]=true&&arg[]=x;y&");
    assertThat(query.all("arg[]")).containsExactly("true", "x;y");
  }

  @Test
  void a_percent_that_means_nothing_stays() {
    assertThat(Query.parse("a=100%&b=%zz%4").first("a")).contains("100%");
    assertThat(Query.parse("a=100%&b=%zz%4").first("b")).contains("%zz%4");
  }

  @Test
  void the_order_of_parameters_does_not_matter() {
    assertThat(Query.parse("id=7&signal=1").first("signal")).contains("1");
    assertThat(Query.parse("signal=1&id=7").first("signal")).contains("1");
    assertThat(Query.parse("signal=1").first("id")).isEmpty();
  }

  @Test
  void a_long_word_is_no_problem() {
    assertThat(Query.parse("a=" + "x".repeat(100_000)).first("a"))
        .hasValueSatisfying(value -> assertThat(value).hasSize(100_000));
  }

  @Test
  void what_no_program_can_be_given_is_refused() {
    assertThatThrownBy(() -> Query.parse("a=%00")).hasMessageContaining("holds a NUL");
    assertThatThrownBy(() -> Query.parse("a=%ff")).hasMessageContaining("is not UTF-8");
  }
}
