package io.coredeck.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How pages write numbers.
class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0         | 1 | 0         | 0
          0.04      | 1 | 0         | 0
          0.25      | 1 | 0.2       | 0,2
          3.5       | 1 | 3.5       | 3,5
          7.96      | 1 | 8         | 8
          1234.56   | 1 | 1,234.6   | 1.234,6
          1234567   | 1 | 1,234,567 | 1.234.567
          0.0625    | 3 | 0.062     | 0,062
          """)
  void a_decimal_is_grouped_and_has_no_zeros_at_its_end(
      double number, int most, String english, String german) {
    assertThat(Numbers.decimal(number, most, Language.ENGLISH)).isEqualTo(english);
    assertThat(Numbers.decimal(number, most, Language.GERMAN)).isEqualTo(german);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.125, 12 %", "0.34, 34 %", "0.975, 98 %", "1, 100 %"})
  void a_share_is_written_in_whole_percent(double share, String percent) {
    assertThat(Numbers.percent(share)).isEqualTo(percent);
  }

  @Test
  void a_count_is_grouped() {
    assertThat(Numbers.count(0)).isEqualTo("0");
    assertThat(Numbers.count(1_204)).isEqualTo("1,204");
  }
}
