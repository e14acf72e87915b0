package io.coredeck.dashboard.compose.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.compose.draft.DotEnv.Fault;
import io.coredeck.dashboard.compose.draft.DotEnv.Variable;
import org.junit.jupiter.api.Test;

/// How a `.env` file is understood.
class DotEnvTest {

  @Test
  void plain_lines_comments_export_and_blank_lines() {
    var env = DotEnv.parse("# all\r\nA=1\r\n\r\nexport B = two words  # why\nC=\nD=a#b\nE=#none\n");
    assertThat(env.faults()).isEmpty();
    assertThat(env.variables())
        .containsExactly(
            new Variable("A", "1", 2),
            new Variable("B", "two words", 4),
            new Variable("C", "", 5),
            new Variable("D", "a#b", 6),
            new Variable("E", "", 7));
  }

  @Test
  void quotes_keep_blanks_and_hashes_and_double_ones_know_escapes() {
    var env = DotEnv.parse("A=' a # b \\n' # c\nB=\"x\\ty\\n\\\"z\\\" \\$H \\q\"\n");
    assertThat(env.variables())
        .containsExactly(
            new Variable("A", " a # b \\n", 1), new Variable("B", "x\ty\n\"z\" $H \\q", 2));
  }

  @Test
  void a_quoted_value_may_have_several_lines() {
    var env = DotEnv.parse("KEY=\"-----BEGIN\nabc\n-----END\"\nNEXT=1");
    assertThat(env.variables())
        .containsExactly(
            new Variable("KEY", "-----BEGIN\nabc\n-----END", 1), new Variable("NEXT", "1", 4));
  }

  @Test
  void of_the_same_name_the_last_one_counts() {
    assertThat(DotEnv.parse("A=1\nA=2").variables()).containsExactly(new Variable("A", "2", 2));
  }

  @Test
  void every_fault_is_told_by_its_line_and_the_rest_is_taken() {
    var env = DotEnv.parse("A=1\nnothing\n2B=x\nC='open\nD=4\nE=\"x\" y\nF=6");
    assertThat(env.variables()).extracting(Variable::name).containsExactly("A", "D", "F");
    assertThat(env.faults())
        .containsExactly(
            new Fault(2, "There is no = in it. Write NAME=value."),
            new Fault(
                3,
                "'2B' is no name of a variable. Use letters, digits and _, and begin with a letter."),
            new Fault(4, "The quote ' is not closed."),
            new Fault(6, "After the closing quote stands 'y'. Remove it."));
  }
}
