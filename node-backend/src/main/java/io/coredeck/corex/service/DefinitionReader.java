package io.coredeck.corex.service;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.plan.Restart;
import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.plan.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads definitions from TOML: tables `[[process]]`. What is wrong with one does not stop the
/// others, unless it is the TOML itself.
///
/// What is said of mistakes never holds what stands there: it could be a secret.
final class DefinitionReader {
  private static final String TABLE = "process";
  private static final String EXPECTED = ", expected ";
  private static final double MILLIS = 1000;

  /// Keys of a process, as they are told to people.
  private static final List<String> KEYS =
      List.of(
          "name",
          "command",
          "environment",
          "directory",
          "user",
          "terminal",
          "columns",
          "rows",
          "scrollback",
          "restart",
          "max_restarts",
          "grace",
          "signal",
          "group",
          "after",
          "wait",
          "autostart",
          "description");

  private final String source;
  private final List<Definition> definitions = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private DefinitionReader(String source) {
    this.source = source;
  }

  /// What one source holds.
  record Found(List<Definition> definitions, List<String> problems) {}

  /// @param source named to people
  static Found read(String source, String toml) {
    var reader = new DefinitionReader(source);
    reader.read(toml);
    return new Found(reader.definitions, reader.problems);
  }

  private void read(String toml) {
    var document = Toml.parse(toml);
    if (document.hasErrors()) {
      document.errors().forEach(error -> add(error.position().line(), mistake(error)));
      return;
    }
    for (var key : document.keySet()) {
      if (!key.equals(TABLE)) {
        add(lineOf(document, key), "%s is unknown; it must be [[%s]]".formatted(key, TABLE));
      }
    }
    if (!document.contains(TABLE)) {
      return;
    }
    if (document.get(TABLE) instanceof TomlArray tables
        && tables.toList().stream().allMatch(TomlTable.class::isInstance)) {
      for (var i = 0; i < tables.size(); i++) {
        process(tables.getTable(i), line(tables.inputPositionOf(i)));
      }
    } else {
      add(lineOf(document, TABLE), "%s must be written [[%s]]".formatted(TABLE, TABLE));
    }
  }

  private static String mistake(TomlParseError error) {
    var message = String.valueOf(error.getMessage());
    var expected = message.lastIndexOf(EXPECTED);
    if (expected >= 0) {
      return "this is not TOML, expected " + message.substring(expected + EXPECTED.length());
    }
    return message.contains("previously defined")
        ? "this was defined before; it must be there once"
        : "this is not TOML";
  }

  private void process(TomlTable table, int line) {
    var before = problems.size();
    for (var key : new TreeSet<>(table.keySet())) {
      if (!KEYS.contains(key)) {
        add(
            lineOf(table, key),
            "%s is unknown; it must be one of %s".formatted(key, String.join(", ", KEYS)));
      }
    }
    try {
      var definition = definition(table, line);
      if (problems.size() == before) {
        definitions.add(definition);
      }
    } catch (WrongKeyException e) {
      add(e.line, e.text());
    } catch (IllegalArgumentException e) {
      var text = String.valueOf(e.getMessage());
      add(keyIn(text, table).map(key -> lineOf(table, key)).orElse(line), text);
    }
  }

  /// Sentences about a value begin with its key.
  private static Optional<String> keyIn(String sentence, TomlTable table) {
    var word = sentence.split("[: ]", 2)[0].replace("argv", "command");
    return Optional.of(word).filter(table.keySet()::contains);
  }

  private Definition definition(TomlTable table, int line) {
    var name = text(table, "name").orElse("");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name is missing; each process must have one");
    }
    var plan =
        new Plan(
            name,
            text(table, "group").orElse(""),
            text(table, "description").orElse(""),
            launch(table),
            new Restart(
                text(table, "restart").map(Restart.Policy::of).orElse(Restart.Policy.NEVER),
                number(table, "max_restarts", Restart.DEFAULT_ATTEMPTS)),
            new Stop(signal(table), grace(table)),
            texts(table, "after").orElse(List.of()),
            waitsForEnd(table),
            wholeNumber(table, "scrollback"));
    var size =
        new WindowSize(
            number(table, "columns", WindowSize.DEFAULT.columns()),
            number(table, "rows", WindowSize.DEFAULT.rows()));
    return new Definition(plan, size, choice(table, "autostart"), source, line);
  }

  private static Launch launch(TomlTable table) {
    return new Launch(
        texts(table, "command")
            .orElseThrow(() ->
                new IllegalArgumentException("command is missing; it must be a list of words")),
        environment(table),
        text(table, "directory"),
        text(table, "user"),
        choice(table, "terminal"));
  }

  private static Map<String, String> environment(TomlTable table) {
    var variables = new LinkedHashMap<String, String>();
    var given = value(table, "environment", TomlTable.class, "a table of texts");
    if (given.isPresent()) {
      for (var name : given.get().keySet()) {
        if (!(given.get().get(List.of(name)) instanceof String text)) {
          throw new WrongKeyException(
              lineOf(given.get(), name), "environment." + name, "text, in quotes");
        }
        variables.put(name, text);
      }
    }
    return variables;
  }

  private static boolean waitsForEnd(TomlTable table) {
    return switch (text(table, "wait").orElse("start")) {
      case "start" -> false;
      case "exit" -> true;
      default -> throw new WrongKeyException(lineOf(table, "wait"), "wait", "start or exit");
    };
  }

  private static int signal(TomlTable table) {
    return switch (table.get(List.of("signal"))) {
      case null -> Stop.DEFAULT.signal();
      case String name -> Signals.number(name);
      case Long number -> Signals.checked(number);
      default ->
          throw new WrongKeyException(
              lineOf(table, "signal"), "signal", "a number or a name like HUP");
    };
  }

  private static Duration grace(TomlTable table) {
    return value(table, "grace", Number.class, "seconds")
        .map(seconds -> Duration.ofMillis(Math.round(seconds.doubleValue() * MILLIS)))
        .orElse(Stop.DEFAULT.grace());
  }

  private static Optional<String> text(TomlTable table, String key) {
    return value(table, key, String.class, "text, in quotes");
  }

  /// @return true if it is not there
  private static boolean choice(TomlTable table, String key) {
    return value(table, key, Boolean.class, "true or false").orElse(true);
  }

  private static int number(TomlTable table, String key, int otherwise) {
    return wholeNumber(table, key).orElse(otherwise);
  }

  private static OptionalInt wholeNumber(TomlTable table, String key) {
    return value(table, key, Long.class, "a whole number")
        .map(number -> OptionalInt.of(Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE)))
        .orElse(OptionalInt.empty());
  }

  private static Optional<List<String>> texts(TomlTable table, String key) {
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

  private static <T> Optional<T> value(
      TomlTable table, String key, Class<T> type, String whatItMustBe) {
    var value = table.get(List.of(key));
    if (value != null && !type.isInstance(value)) {
      throw new WrongKeyException(lineOf(table, key), key, whatItMustBe);
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  private static int lineOf(TomlTable table, String key) {
    return line(table.inputPositionOf(List.of(key)));
  }

  private static int line(@Nullable TomlPosition position) {
    return position == null ? 1 : position.line();
  }

  private void add(int line, String what) {
    problems.add("%s, line %d: %s".formatted(source, line, what));
  }

  /// A value has the wrong type.
  private static final class WrongKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int line;

    WrongKeyException(int line, String key, String whatItMustBe) {
      super("%s: it must be %s".formatted(key, whatItMustBe));
      this.line = line;
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }
}
