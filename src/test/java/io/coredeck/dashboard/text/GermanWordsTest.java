package io.coredeck.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One thing has one German word on all pages: Node (der), Netzwerk, Logs (the audit is the
/// Protokoll), Systemplatte, fehlgeschlagen.
class GermanWordsTest {

  /// Another network is called so by those who made it: Yggdrasil-Netz.
  private static final Pattern OTHERS =
      Pattern.compile(
          "Knoten|(die|eine|keine|auf der) Node\\b|(?<![-\\w])Netz(e|en|es)?\\b"
              + "|gescheitert|Root-Platte|\\bbitte\\b|Protokoll (ansehen|verfolgen)",
          Pattern.CASE_INSENSITIVE);

  @ParameterizedTest
  @MethodSource("io.coredeck.dashboard.text.TextsTest#bundles")
  void a_thing_is_called_the_same_everywhere(Path english) throws IOException {
    var german = english.resolveSibling("texts_de.properties");
    assertThat(Files.readAllLines(german))
        .noneMatch(line -> OTHERS.matcher(line.replaceFirst("^[^=]*=", "")).find());
  }
}
