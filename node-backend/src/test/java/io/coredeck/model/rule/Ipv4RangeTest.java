package io.coredeck.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What addresses and ranges promise.
class Ipv4RangeTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "172.24.1.10", "255.255.255.255", "192.168.100.7"})
  void an_address_is_written_as_it_was_read(String text) {
    assertThat(Ipv4.parse(text)).map(Ipv4::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4 ",
        "a.b.c.d",
        "::1",
        "1.2.3.-4",
        "1.2.3.4/24",
        "999999999999.1.1.1",
        "١.1.1.1"
      })
  void anything_else_is_no_address(String text) {
    assertThat(Ipv4.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "172.24.1.0/24, 172.24.1.0/24",
    "10.1.2.3/24, 10.1.2.0/24",
    "10.1.2.3/32, 10.1.2.3/32",
    "10.1.2.3/0, 0.0.0.0/0",
    "200.129.0.0/9, 200.128.0.0/9"
  })
  void the_bits_behind_the_prefix_do_not_count(String text, String range) {
    assertThat(Ipv4Range.parse(text)).map(Ipv4Range::toString).contains(range);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/024", "/24", "a/8"})
  void anything_else_is_no_range(String text) {
    assertThat(Ipv4Range.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.0/24, true",
    "10.1.2.0/24, 10.0.0.0/8, true",
    "10.1.2.0/24, 10.1.3.0/24, false",
    "0.0.0.0/0, 10.1.3.0/24, true",
    "200.0.0.0/8, 201.0.0.0/8, false"
  })
  void two_ranges_overlap_if_one_is_inside_the_other(String one, String other, boolean overlap) {
    assertThat(range(one).overlaps(range(other))).isEqualTo(overlap);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, true",
    "172.24.0.0/16, true",
    "172.32.0.0/16, false",
    "192.168.7.0/24, true",
    "192.0.0.0/8, false",
    "8.8.8.0/24, false"
  })
  void private_is_what_rfc_1918_says(String range, boolean isPrivate) {
    assertThat(range(range).isPrivate()).isEqualTo(isPrivate);
  }

  @Test
  void a_range_knows_its_ends() {
    var range = range("172.24.1.0/24");
    assertThat(range.address(1)).hasToString("172.24.1.1");
    assertThat(range.last()).hasToString("172.24.1.255");
    assertThat(range.contains(Ipv4.parse("172.24.1.255").orElseThrow())).isTrue();
    assertThat(range.contains(Ipv4.parse("172.24.2.0").orElseThrow())).isFalse();
  }

  private static Ipv4Range range(String text) {
    return Ipv4Range.parse(text).orElseThrow();
  }
}
