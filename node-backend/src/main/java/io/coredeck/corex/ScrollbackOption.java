package io.coredeck.corex;

import io.coredeck.corex.CommandLine.Option;
import io.coredeck.corex.output.Memory;
import io.coredeck.corex.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads what is kept of lines that scrolled away: so many lines, and if wanted bytes of them.
final class ScrollbackOption {

  /// As {@link Option#SCROLLBACK}, which comes before it.
  static final String VARIABLE = "COREX_SCROLLBACK";

  private static final Pattern LINES = Pattern.compile("([0-9]{1,9})([KM]?)");
  private static final int THOUSAND = 1000;

  private final CommandLine line;
  private final Map<String, String> environment;
  private final List<String> faults;

  /// @param environment of CoreX
  /// @param faults what is wrong is added here
  ScrollbackOption(CommandLine line, Map<String, String> environment, List<String> faults) {
    this.line = line;
    this.environment = environment;
    this.faults = faults;
  }

  Memory.History read() {
    return line.value(Option.SCROLLBACK)
        .map(text -> read(Option.SCROLLBACK.written(), text))
        .or(() ->
            Optional.ofNullable(environment.get(VARIABLE))
                .filter(text -> !text.isBlank())
                .map(text -> read(VARIABLE, text.strip())))
        .orElseGet(Memory.History::usual);
  }

  private Memory.History read(String where, String text) {
    var parts = text.split(",", -1);
    var lines = lines(parts[0]);
    if (parts.length > 2 || lines.isEmpty() || lines.getAsLong() > Plan.SCROLLBACK_LIMIT) {
      return wrong(
          where, text, "LINES[,BYTES] with 0 to %d lines".formatted(Plan.SCROLLBACK_LIMIT));
    }
    var usual = Memory.History.of((int) lines.getAsLong());
    if (parts.length == 1) {
      return usual;
    }
    var bytes = Bytes.of(parts[1]);
    if (bytes.isEmpty()
        || bytes.getAsLong() < Memory.History.LEAST_BYTES
        || bytes.getAsLong() > Memory.History.mostBytes()) {
      return wrong(
          where,
          text,
          "LINES,BYTES with %d to %d bytes, a twelfth of the heap of CoreX"
              .formatted(Memory.History.LEAST_BYTES, Memory.History.mostBytes()));
    }
    return new Memory.History(usual.lines(), (int) bytes.getAsLong());
  }

  private Memory.History wrong(String where, String text, String whatItMustBe) {
    faults.add("%s %s: it must be %s".formatted(where, text, whatItMustBe));
    return Memory.History.usual();
  }

  /// Here K is a thousand.
  private static OptionalLong lines(String text) {
    var found = LINES.matcher(text);
    if (!found.matches()) {
      return OptionalLong.empty();
    }
    var factor =
        switch (found.group(2)) {
          case "K" -> THOUSAND;
          case "M" -> THOUSAND * THOUSAND;
          default -> 1;
        };
    return OptionalLong.of(Long.parseLong(found.group(1)) * factor);
  }
}
