package io.coredeck.node.telemetry.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is remembered of a log over a restart of this program, as a text of one line each.
///
/// @param mark which file is which segment
/// @param ends where runs ended
/// @param readers what each reader remembers, by the reader's name; neither holds a newline
public record SavedLog(Spool.Mark mark, List<Spool.End> ends, Map<String, String> readers) {

  /// Nothing is remembered.
  public static final SavedLog NOTHING = new SavedLog(Spool.Mark.NONE, List.of(), Map.of());

  public SavedLog {
    ends = List.copyOf(ends);
    readers = Collections.unmodifiableMap(new LinkedHashMap<>(readers));
  }

  /// @return a text that {@link #decode} reads
  public String encode() {
    var text = new StringBuilder();
    text.append("log ").append(mark.segment()).append(' ').append(mark.inode());
    text.append(' ').append(mark.size()).append('\n');
    for (var end : ends) {
      text.append("end ").append(end.segment()).append(' ').append(end.offset()).append('\n');
    }
    readers.forEach((name, state) ->
        text.append("reader ").append(name).append(' ').append(state).append('\n'));
    return text.toString();
  }

  /// @throws IllegalArgumentException if the text is not what {@link #encode()} wrote
  public static SavedLog decode(String text) {
    var mark = Spool.Mark.NONE;
    var ends = new ArrayList<Spool.End>();
    var readers = new LinkedHashMap<String, String>();
    for (var line : text.lines().toList()) {
      var words = Arrays.asList(line.split(" ", 3));
      switch (words.getFirst()) {
        case "log" -> mark = mark(numbers(line, 3));
        case "end" -> ends.add(end(numbers(line, 2)));
        case "reader" -> readers.put(words.get(1), words.getLast());
        default -> throw new IllegalArgumentException("unknown line: " + line);
      }
    }
    return new SavedLog(mark, ends, readers);
  }

  private static Spool.Mark mark(List<Long> numbers) {
    return new Spool.Mark(numbers.get(0), numbers.get(1), numbers.get(2));
  }

  private static Spool.End end(List<Long> numbers) {
    return new Spool.End(numbers.get(0), numbers.get(1));
  }

  private static List<Long> numbers(String line, int count) {
    var words = Arrays.asList(line.split(" ", -1));
    if (words.size() != count + 1) {
      throw new IllegalArgumentException("line must have %d numbers: %s".formatted(count, line));
    }
    return words.stream().skip(1).map(Long::valueOf).toList();
  }
}
