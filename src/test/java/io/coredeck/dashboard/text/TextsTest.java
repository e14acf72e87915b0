package io.coredeck.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the bundles of words promise.
class TextsTest {

  static List<Path> bundles() throws IOException, URISyntaxException {
    var classes = Path.of(Texts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.walk(classes)) {
      return files
          .filter(path -> path.endsWith("texts.properties"))
          .filter(path -> path.toString().contains("io/coredeck/dashboard"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void every_language_has_every_text_with_the_same_values_in_it(Path english) throws IOException {
    var texts = read(english);
    assertThat(texts).isNotEmpty();
    for (var language : Language.values()) {
      if (language == Language.ENGLISH) {
        continue;
      }
      var other = read(english.resolveSibling("texts_%s.properties".formatted(language.code())));
      assertThat(other.keySet()).as(language.ownName()).isEqualTo(texts.keySet());
      texts.forEach((key, words) ->
          assertThat(values(other.getProperty((String) key), language.locale()))
              .as("%s in %s", key, language.ownName())
              .isEqualTo(values((String) words, Locale.ENGLISH)));
    }
  }

  private static int values(String words, Locale locale) {
    return new MessageFormat(words, locale).getFormatsByArgumentIndex().length;
  }

  private static Properties read(Path bundle) throws IOException {
    var texts = new Properties();
    try (var reader = Files.newBufferedReader(bundle)) {
      texts.load(reader);
    }
    return texts;
  }
}
