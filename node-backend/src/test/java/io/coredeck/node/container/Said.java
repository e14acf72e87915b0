package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// What the script in a container said, part by part: each begins with a line `== TITLE`, and the
/// last one is called `end`.
///
/// @param parts by their titles
record Said(Map<String, String> parts) {

  static Said in(String log) {
    var parts = new HashMap<String, String>();
    for (var part : log.split("== ", -1)) {
      var words = part.split("\n", 2);
      parts.put(words[0], words.length > 1 ? words[1].strip() : "");
    }
    assertThat(parts).as(log).containsKey("end");
    return new Said(parts);
  }

  String of(String title) {
    return Objects.requireNonNull(parts.get(title), title);
  }
}
