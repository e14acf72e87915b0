package io.coredeck.corex.service;

import io.coredeck.corex.plan.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Where processes are defined.
///
/// @param directory holds files `*.toml`, read in the order of their names; it need not exist
/// @param variable holds the same as one of the files; read last
public record DefinitionSource(Path directory, Optional<String> variable) {

  /// Where definitions stand if nothing else is said.
  public static final Path DIRECTORY = Path.of("/etc/corex.d");

  /// Name of the variable.
  public static final String VARIABLE = "COREX_PROCESSES";

  /// Files that are read.
  public static final int FILES_LIMIT = 256;

  /// Bytes of one of them.
  public static final int FILE_BYTES = 256 * 1024;

  /// Processes that can be defined.
  public static final int DEFINITIONS_LIMIT = 512;

  /// Nowhere.
  public static final DefinitionSource NONE =
      new DefinitionSource(Path.of("/nonexistent"), Optional.empty());

  /// @return whether there is nothing to read
  boolean isEmpty() {
    return variable.isEmpty() && !Files.isDirectory(directory);
  }

  /// Reads everything; what is wrong is left out and told.
  public Loaded load() {
    var reading = new Reading();
    try {
      for (var file : files(reading)) {
        reading.file(file);
      }
    } catch (IOException e) {
      reading.fault(directory.toString(), "it cannot be read: " + e.getMessage());
    }
    variable.ifPresent(toml -> reading.text(VARIABLE, toml));
    return reading.loaded();
  }

  private List<Path> files(Reading reading) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    var files = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(directory, "*.toml")) {
      entries.forEach(files::add);
    }
    files.sort(null);
    if (files.size() > FILES_LIMIT) {
      reading.fault(
          directory.toString(),
          "%d files; only the first %d are read".formatted(files.size(), FILES_LIMIT));
      return files.subList(0, FILES_LIMIT);
    }
    return files;
  }

  /// What has been read so far.
  private static final class Reading {
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> broken = new TreeSet<>();

    void file(Path file) {
      try {
        if (Files.size(file) > FILE_BYTES) {
          fault(file.toString(), "it must be at most %d bytes".formatted(FILE_BYTES));
        } else {
          text(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        fault(file.toString(), "it cannot be read, or is not UTF-8: " + e.getMessage());
      }
    }

    void text(String source, String toml) {
      var found = DefinitionReader.read(source, toml);
      if (!found.problems().isEmpty()) {
        problems.addAll(found.problems());
        broken.add(source);
      }
      found.definitions().forEach(this::add);
    }

    private void add(Definition definition) {
      var other = definitions.get(definition.name());
      if (other != null) {
        fault(
            definition,
            "name: '%s' stands in %s, line %d, too; it must be there once"
                .formatted(definition.name(), other.source(), other.line()));
      } else if (definitions.size() >= DEFINITIONS_LIMIT) {
        fault(definition, "at most %d processes can be defined".formatted(DEFINITIONS_LIMIT));
      } else {
        definitions.put(definition.name(), definition);
      }
    }

    private void fault(Definition definition, String what) {
      problems.add("%s, line %d: %s".formatted(definition.source(), definition.line(), what));
      broken.add(definition.source());
    }

    void fault(String source, String what) {
      problems.add("%s: %s".formatted(source, what));
      broken.add(source);
    }

    /// Who waits for somebody that is left out is left out too, and so on.
    Loaded loaded() {
      var leftOut = true;
      while (leftOut) {
        var order = new Order(definitions.values().stream().map(Definition::plan).toList());
        var wrong = new LinkedHashMap<Definition, String>();
        for (var definition : definitions.values()) {
          order.problem(definition.plan()).ifPresent(problem -> wrong.put(definition, problem));
        }
        wrong.forEach((definition, problem) -> {
          fault(definition, problem);
          definitions.remove(definition.name());
        });
        leftOut = !wrong.isEmpty();
      }
      return new Loaded(List.copyOf(definitions.values()), problems, broken);
    }
  }
}
