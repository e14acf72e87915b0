package io.coredeck.dashboard.text;

import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/// The words of one package's pages: its bundle `texts.properties` (English) and one for each other
/// language, such as `texts_de.properties`, in UTF-8.
///
/// A value is a pattern of {@link MessageFormat}: `{0}` stands for a value, `{0,choice,…}` for a
/// number of things, and an apostrophe is written twice.
public final class Texts {

  private static final Control ENGLISH_ELSE =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private final String bundle;
  private final ClassLoader loader;

  private Texts(Class<?> place) {
    this.bundle = place.getPackageName() + ".texts";
    this.loader = place.getClassLoader();
  }

  /// @param place any class of the package whose words are wanted
  public static Texts of(Class<?> place) {
    return new Texts(place);
  }

  /// @param key as in the bundle
  /// @param values what stands for `{0}`, `{1}`, …
  /// @return the words in the language of the current page
  /// @throws MissingResourceException if the bundle has no such key
  public String get(String key, Object... values) {
    return in(Language.current(), key, values);
  }

  /// @return the same in a language of one's choice
  /// @throws MissingResourceException if the bundle has no such key
  public String in(Language language, String key, Object... values) {
    var locale = language.locale();
    var words = ResourceBundle.getBundle(bundle, locale, loader, ENGLISH_ELSE).getString(key);
    return new MessageFormat(words, locale).format(values);
  }
}
