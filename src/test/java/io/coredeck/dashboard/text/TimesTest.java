package io.coredeck.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// How numbers and times are written.
class TimesTest {

  @Test
  void an_age_has_one_unit() {
    assertThat(Times.age(Duration.ofSeconds(12), Language.ENGLISH)).isEqualTo("12 s");
    assertThat(Times.age(Duration.ofMinutes(3), Language.ENGLISH)).isEqualTo("3 min");
    assertThat(Times.age(Duration.ofHours(47), Language.GERMAN)).isEqualTo("47 h");
    assertThat(Times.age(Duration.ofDays(41), Language.GERMAN)).isEqualTo("41 d");
  }

  @Test
  void an_exact_time_names_its_zone() {
    var time = Instant.parse("2026-11-23T11:44:07Z");
    var berlin = ZoneId.of("Europe/Berlin");
    assertThat(Times.exact(time, berlin, Language.ENGLISH)).isEqualTo("23 Nov 2026, 12:44:07 CET");
    assertThat(Times.exact(time, berlin, Language.GERMAN)).isEqualTo("23. Nov. 2026, 12:44:07 MEZ");
  }
}
