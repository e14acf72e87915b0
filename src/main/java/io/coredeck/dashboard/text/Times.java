package io.coredeck.dashboard.text;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import jakarta.servlet.http.Cookie;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;

/// Times as the reader's language writes them, in the zone of the reader's browser.
public final class Times {

  /// Name of the cookie in which a browser tells its time zone.
  public static final String ZONE_COOKIE = "coredeck-zone";

  private static final Texts TEXTS = Texts.of(Times.class);
  private static final Duration TOLD_AS_AGE = Duration.ofHours(24);
  private static final Duration TOLD_IN_HOURS = Duration.ofDays(2);

  private Times() {}

  /// @return `12 s`, `3 min`, `5 h` or `41 d`
  public static String age(Duration age) {
    return age(age, Language.current());
  }

  static String age(Duration age, Language language) {
    if (age.toMinutes() < 1) {
      return TEXTS.in(language, "seconds", Math.max(0, age.toSeconds()));
    }
    if (age.toHours() < 1) {
      return TEXTS.in(language, "minutes", age.toMinutes());
    }
    return age.compareTo(TOLD_IN_HOURS) < 0
        ? TEXTS.in(language, "hours", age.toHours())
        : TEXTS.in(language, "days", age.toDays());
  }

  /// @return `4 min ago` up to 24 hours, then the day: `23 Nov 2026`
  public static String ago(Instant then) {
    var age = Duration.between(then, Instant.now());
    var language = Language.current();
    return age.compareTo(TOLD_AS_AGE) < 0
        ? TEXTS.in(language, "ago", age(age, language))
        : write("day", then, zone(), language);
  }

  /// @return `12:44:07`
  public static String clock(Instant time) {
    return write("clock", time, zone(), Language.current());
  }

  /// @return `23 Nov 2026, 12:44:07 CET`
  public static String exact(Instant time) {
    return exact(time, zone(), Language.current());
  }

  static String exact(Instant time, ZoneId zone, Language language) {
    return write("exact", time, zone, language);
  }

  private static String write(String pattern, Instant time, ZoneId zone, Language language) {
    return DateTimeFormatter.ofPattern(TEXTS.in(language, pattern), language.locale())
        .withZone(zone)
        .format(time);
  }

  /// @return of the current page's browser; the server's where that is not known
  public static ZoneId zone() {
    return Optional.ofNullable(UI.getCurrent())
        .map(ui -> ComponentUtil.getData(ui, ZoneId.class))
        .orElseGet(ZoneId::systemDefault);
  }

  /// Remembers the zone a new page's browser tells, if it is one.
  public static void keepZone(UI ui, VaadinRequest request) {
    for (var cookie : Objects.requireNonNullElse(request.getCookies(), new Cookie[0])) {
      if (cookie.getName().equals(ZONE_COOKIE)) {
        try {
          ComponentUtil.setData(ui, ZoneId.class, ZoneId.of(cookie.getValue()));
        } catch (DateTimeException _) {
          // Anybody can write a cookie; the server's zone is as good as none.
        }
      }
    }
  }
}
