package io.coredeck.corex.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// All that is wanted of one process.
///
/// @param name what others call it; empty for none
/// @param group what it is started and stopped together with; empty for none
/// @param description for people; empty for none
/// @param after names of those that come before it
/// @param afterEnd which of those have to have ended well, not only to have been started
/// @param scrollback lines that scrolled away which are kept of it; empty for as many as usual
public record Plan(
    String name,
    String group,
    String description,
    Launch launch,
    Restart restart,
    Stop stop,
    List<String> after,
    Set<String> afterEnd,
    OptionalInt scrollback) {

  /// Characters of a description.
  public static final int DESCRIPTION_LIMIT = 256;

  /// Processes that may come before one.
  public static final int AFTER_LIMIT = 64;

  /// Lines that scrolled away.
  public static final int SCROLLBACK_LIMIT = 1_000_000;

  private static final int NAME_LIMIT = 64;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  public Plan {
    after = List.copyOf(after);
    afterEnd = Set.copyOf(afterEnd);
    checkName("name", name);
    checkName("group", group);
    after.forEach(other -> checkName("after", other));
    if (after.size() > AFTER_LIMIT) {
      throw new IllegalArgumentException(
          "after: %d names; it must be at most %d".formatted(after.size(), AFTER_LIMIT));
    }
    for (var other : new TreeSet<>(afterEnd)) {
      if (!after.contains(other)) {
        throw notAfter(other);
      }
    }
    if (description.length() > DESCRIPTION_LIMIT) {
      throw new IllegalArgumentException(
          "description: %d characters; it must be at most %d"
              .formatted(description.length(), DESCRIPTION_LIMIT));
    }
    if (scrollback.isPresent()
        && (scrollback.getAsInt() < 0 || scrollback.getAsInt() > SCROLLBACK_LIMIT)) {
      throw new IllegalArgumentException(
          "scrollback: %d lines; it must be 0 to %d"
              .formatted(scrollback.getAsInt(), SCROLLBACK_LIMIT));
    }
  }

  /// @return a process without a name that is started once
  public static Plan of(Launch launch) {
    return new Plan(
        "", "", "", launch, Restart.NEVER, Stop.DEFAULT, List.of(), Set.of(), OptionalInt.empty());
  }

  /// @param name that a plan says it waits for, and does not come after
  /// @return what is wrong with it
  public static IllegalArgumentException notAfter(String name) {
    return new IllegalArgumentException(
        "wait: '%s' is not in after; it must be one of the names there".formatted(shortened(name)));
  }

  public static Plan of(List<String> argv) {
    return of(Launch.of(argv));
  }

  /// @return a name for people: its own, or else the program
  public String shown() {
    return Optional.of(name).filter(own -> !own.isEmpty()).orElse(launch.argv().getFirst());
  }

  private static void checkName(String what, String name) {
    if (!name.isEmpty() && (name.length() > NAME_LIMIT || !NAME.matcher(name).matches())) {
      throw new IllegalArgumentException(
          "%s: '%s'; it must be at most %d letters, digits, '.', '_' and '-', the first a letter or digit"
              .formatted(what, shortened(name), NAME_LIMIT));
    }
  }

  private static String shortened(String name) {
    return name.substring(0, Math.min(name.length(), NAME_LIMIT));
  }
}
