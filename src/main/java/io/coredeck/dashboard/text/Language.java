package io.coredeck.dashboard.text;

import com.vaadin.flow.component.UI;
import java.util.Locale;
import java.util.Optional;

/// A language the pages speak.
public enum Language {
  ENGLISH(Locale.ENGLISH, "English"),
  GERMAN(Locale.GERMAN, "Deutsch");

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
}
