package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.copy.Wanted.Gap;
import io.coredeck.dashboard.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What whoever pastes a copy has to know first, as lines of comment.
final class Notes {

  private static final Texts TEXTS = Texts.of(Notes.class);

  private final String mark;
  private final List<String> lines = new ArrayList<>();

  /// @param mark what a line of comment begins with
  Notes(String mark) {
    this.mark = mark;
  }

  Notes say(String key, Object... values) {
    TEXTS.get(key, values).lines().forEach(lines::add);
    return this;
  }

  /// Says what has to stand in which variable.
  Notes gaps(List<Gap> gaps) {
    if (!gaps.isEmpty()) {
      say("gaps", gaps.stream().map(Gap::variable).collect(Collectors.joining(", ")));
    }
    var addresses = gaps.stream().filter(Gap::isAddress).map(Gap::variable).toList();
    if (!addresses.isEmpty()) {
      say("addresses", String.join(", ", addresses));
    }
    return this;
  }

  /// @return one line each, or nothing
  @Override
  public String toString() {
    return lines.stream().map(line -> mark + line + "\n").collect(Collectors.joining());
  }
}
