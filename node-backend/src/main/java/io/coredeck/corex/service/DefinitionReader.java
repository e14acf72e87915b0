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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
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
        add(
            TomlValues.lineOf(document, key),
            "%s is unknown; it must be [[%s]]".formatted(key, TABLE));
      }
    }
    if (!document.contains(TABLE)) {
      return;
    }
    if (document.get(TABLE) instanceof TomlArray tables
        && tables.toList().stream().allMatch(TomlTable.class::isInstance)) {
      for (var i = 0; i < tables.size(); i++) {
        process(tables.getTable(i), TomlValues.line(tables.inputPositionOf(i)));
      }
    } else {
      add(TomlValues.lineOf(document, TABLE), "%s must be written [[%s]]".formatted(TABLE, TABLE));
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
            TomlValues.lineOf(table, key),
            "%s is unknown; it must be one of %s".formatted(key, String.join(", ", KEYS)));
      }
    }
    try {
      var definition = definition(table, line);
      if (problems.size() == before) {
        definitions.add(definition);
      }
    } catch (TomlValues.WrongKeyException e) {
      add(e.line, e.text());
    } catch (IllegalArgumentException e) {
      var text = String.valueOf(e.getMessage());
      add(keyIn(text, table).map(key -> TomlValues.lineOf(table, key)).orElse(line), text);
    }
  }

  /// Sentences about a value begin with its key.
  private static Optional<String> keyIn(String sentence, TomlTable table) {
    var word = sentence.split("[: ]", 2)[0].replace("argv", "command");
    return Optional.of(word).filter(table.keySet()::contains);
  }

  private Definition definition(TomlTable table, int line) {
    var name = TomlValues.text(table, "name").orElse("");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name is missing; each process must have one");
    }
    var after = TomlValues.texts(table, "after").orElse(List.of());
    var plan =
        new Plan(
            name,
            TomlValues.text(table, "group").orElse(""),
            TomlValues.text(table, "description").orElse(""),
            launch(table),
            new Restart(
                TomlValues.text(table, "restart")
                    .map(Restart.Policy::of)
                    .orElse(Restart.Policy.NEVER),
                TomlValues.number(table, "max_restarts", Restart.DEFAULT_ATTEMPTS)),
            new Stop(signal(table), grace(table)),
            after,
            waitedFor(table, after),
            TomlValues.wholeNumber(table, "scrollback"));
    var size =
        new WindowSize(
            TomlValues.number(table, "columns", WindowSize.DEFAULT.columns()),
            TomlValues.number(table, "rows", WindowSize.DEFAULT.rows()));
    return new Definition(plan, size, TomlValues.choice(table, "autostart"), source, line);
  }

  private static Launch launch(TomlTable table) {
    return new Launch(
        TomlValues.texts(table, "command")
            .orElseThrow(() ->
                new IllegalArgumentException("command is missing; it must be a list of words")),
        environment(table),
        TomlValues.text(table, "directory"),
        TomlValues.text(table, "user"),
        TomlValues.choice(table, "terminal"));
  }

  private static Map<String, String> environment(TomlTable table) {
    var variables = new LinkedHashMap<String, String>();
    var given = TomlValues.value(table, "environment", TomlTable.class, "a table of texts");
    if (given.isPresent()) {
      for (var name : given.get().keySet()) {
        if (!(given.get().get(List.of(name)) instanceof String text)) {
          throw new TomlValues.WrongKeyException(
              TomlValues.lineOf(given.get(), name), "environment." + name, "text, in quotes");
        }
        variables.put(name, text);
      }
    }
    return variables;
  }

  /// `wait` says one word for all names in `after`, or in a table a word for each.
  ///
  /// @return names of those whose end is waited for
  private static Set<String> waitedFor(TomlTable table, List<String> after) {
    var given = table.get(List.of("wait"));
    if (given instanceof TomlTable each) {
      return each.keySet().stream()
          .filter(name -> {
            if (!after.contains(name)) {
              throw Plan.notAfter(name);
            }
            return isEnd(each, name, "wait." + name);
          })
          .collect(Collectors.toSet());
    }
    return given != null && isEnd(table, "wait", "wait") ? Set.copyOf(after) : Set.of();
  }

  private static boolean isEnd(TomlTable table, String key, String shown) {
    var word = table.get(List.of(key));
    if (!"start".equals(word) && !"exit".equals(word)) {
      throw new TomlValues.WrongKeyException(TomlValues.lineOf(table, key), shown, "start or exit");
    }
    return "exit".equals(word);
  }

  private static int signal(TomlTable table) {
    return switch (table.get(List.of("signal"))) {
      case null -> Stop.DEFAULT.signal();
      case String name -> Signals.number(name);
      case Long number -> Signals.checked(number);
      default ->
          throw new TomlValues.WrongKeyException(
              TomlValues.lineOf(table, "signal"), "signal", "a number or a name like HUP");
    };
  }

  private static Duration grace(TomlTable table) {
    return TomlValues.value(table, "grace", Number.class, "seconds")
        .map(seconds -> Duration.ofMillis(Math.round(seconds.doubleValue() * MILLIS)))
        .orElse(Stop.DEFAULT.grace());
  }

  private void add(int line, String what) {
    problems.add("%s, line %d: %s".formatted(source, line, what));
  }
}
