package io.coredeck.dashboard.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A language the pages speak.
public enum Language {
  ENGLISH(Locale.ENGLISH, "English"),
  GERMAN(Locale.GERMAN, "Deutsch");

  /// Name of the cookie in which a browser keeps what its person chose.
  public static final String COOKIE = "coredeck-language";

  private final Locale locale;
  private final String ownName;

  Language(Locale locale, String ownName) {
    this.locale = locale;
    this.ownName = ownName;
  }

  /// @return by which texts, numbers and times are written
  public Locale locale() {
    return locale;
  }

  /// @return its name as its speakers write it
  public String ownName() {
    return ownName;
  }

  /// @return ISO 639 code, e.g. `de`
  public String code() {
    return locale.getLanguage();
  }

  /// @param code ISO 639 code
  public static Optional<Language> of(String code) {
    for (var language : values()) {
      if (language.code().equals(code)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /// @return the language of the current page; English where there is no page
  public static Language current() {
    return Optional.ofNullable(UI.getCurrent())
        .flatMap(ui -> of(ui.getLocale().getLanguage()))
        .orElse(ENGLISH);
  }

  /// @return what was chosen in this browser, else what the browser asks for, else English
  public static Language of(VaadinRequest request) {
    return of(request.getCookies(), Collections.list(request.getLocales()));
  }

  /// @return the same for a request that is no page's
  public static Language of(HttpServletRequest request) {
    return of(request.getCookies(), Collections.list(request.getLocales()));
  }

  private static Language of(Cookie @Nullable [] cookies, List<Locale> wanted) {
    for (var cookie : Objects.requireNonNullElse(cookies, new Cookie[0])) {
      var chosen =
          cookie.getName().equals(COOKIE) ? of(cookie.getValue()) : Optional.<Language>empty();
      if (chosen.isPresent()) {
        return chosen.get();
      }
    }
    return wanted.stream()
        .flatMap(locale -> of(locale.getLanguage()).stream())
        .findFirst()
        .orElse(ENGLISH);
  }

  /// Keeps the choice in the browser and shows its page anew in that language.
  public void choose() {
    UI.getCurrent()
        .getPage()
        .executeJs(
            """
            document.cookie = `${$0}=${$1}; path=/; max-age=31536000; samesite=lax`;
            location.reload();
            """,
            COOKIE,
            code());
  }
}
