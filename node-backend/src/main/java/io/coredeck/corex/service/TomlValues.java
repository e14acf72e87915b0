package io.coredeck.corex.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// What stands at the keys of a table; another type than asked for is told with its key.
final class TomlValues {

  private TomlValues() {}

  static Optional<String> text(TomlTable table, String key) {
    return value(table, key, String.class, "text, in quotes");
  }

  /// @return true if it is not there
  static boolean choice(TomlTable table, String key) {
    return value(table, key, Boolean.class, "true or false").orElse(true);
  }

  static int number(TomlTable table, String key, int otherwise) {
    return wholeNumber(table, key).orElse(otherwise);
  }

  static OptionalInt wholeNumber(TomlTable table, String key) {
    return value(table, key, Long.class, "a whole number")
        .map(number -> OptionalInt.of(Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE)))
        .orElse(OptionalInt.empty());
  }

  static Optional<List<String>> texts(TomlTable table, String key) {
    var list = value(table, key, TomlArray.class, "a list of words");
    if (list.isEmpty()) {
      return Optional.empty();
    }
    var words = new ArrayList<String>();
    for (var word : list.get().toList()) {
      if (!(word instanceof String text)) {
        throw new WrongKeyException(lineOf(table, key), key, "a list of words, each in quotes");
      }
      words.add(text);
    }
    return Optional.of(words);
  }

  static <T> Optional<T> value(TomlTable table, String key, Class<T> type, String whatItMustBe) {
    var value = table.get(List.of(key));
    if (value != null && !type.isInstance(value)) {
      throw new WrongKeyException(lineOf(table, key), key, whatItMustBe);
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  static int lineOf(TomlTable table, String key) {
    return line(table.inputPositionOf(List.of(key)));
  }

  static int line(@Nullable TomlPosition position) {
    return position == null ? 1 : position.line();
  }

  /// A value has the wrong type.
  static final class WrongKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    final int line;

    WrongKeyException(int line, String key, String whatItMustBe) {
      super("%s: it must be %s".formatted(key, whatItMustBe));
      this.line = line;
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }
}
