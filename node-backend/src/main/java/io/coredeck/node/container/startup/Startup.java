package io.coredeck.node.container.startup;

import io.coredeck.model.rule.ShellWords;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// What a container runs, after the user's wishes and the image's have been put together.
///
/// The image's are in `/.startup.toml`, table `startup.entry`. The user's win.
///
/// @param entrypoint shell-like words; empty if neither names a program
/// @param environment variables of both, by name
/// @param directory the working directory; empty if the image names none
public record Startup(String entrypoint, Map<String, String> environment, String directory) {
  private static final System.Logger LOG = System.getLogger(Startup.class.getName());
  private static final String FILE = "/.startup.toml";

  /// A longer file is ignored.
  private static final int SIZE_LIMIT_BYTES = 64 * 1024;

  private static final TomlMapper TOML =
      TomlMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  public Startup {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }

  /// Reads the image's wishes. A file that is broken or too large is logged and ignored.
  ///
  /// @param entrypoint the user's, may be empty
  /// @param environment the user's
  public static Startup read(ImageRoot root, String entrypoint, Map<String, String> environment) {
    try {
      var content = root.read(FILE, SIZE_LIMIT_BYTES + 1).orElse(new byte[0]);
      if (content.length <= SIZE_LIMIT_BYTES) {
        return of(new String(content, StandardCharsets.UTF_8), entrypoint, environment);
      }
      LOG.log(Level.WARNING, "{0}{1}: over {2} bytes; ignored", root, FILE, SIZE_LIMIT_BYTES);
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.WARNING, "%s%s: ignored: %s".formatted(root, FILE, e.getMessage()));
    }
    return new Startup(entrypoint, environment, "");
  }

  /// @param toml the image's wishes
  /// @throws IllegalArgumentException if they are broken
  static Startup of(String toml, String entrypoint, Map<String, String> environment) {
    JsonNode entry;
    try {
      entry = TOML.readTree(toml).path("startup").path("entry");
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not TOML: " + e.getOriginalMessage(), e);
    }
    var args = entry.path("args");
    var variables = new TreeMap<String, String>();
    for (var variable : args.path("env").properties()) {
      variables.put(variable.getKey(), text(variable.getValue(), "startup.entry.args.env"));
    }
    variables.putAll(environment);
    var own = entrypoint.isEmpty() ? entrypoint(entry) : entrypoint;
    return new Startup(own, variables, text(args.path("dir"), "startup.entry.args.dir"));
  }

  private static String entrypoint(JsonNode entry) {
    var args = entry.path("args");
    var program = text(args.path("name"), "startup.entry.args.name");
    var kind = text(entry.path("name"), "startup.entry.name");
    if (!kind.equals("core.system") && !(kind.equals("core.base") && !program.isEmpty())) {
      return "";
    }
    return args.path("args")
        .valueStream()
        .map(arg -> " \"" + text(arg, "startup.entry.args.args").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining("", program, ""));
  }

  private static String text(@Nullable JsonNode node, String where) {
    if (node == null || node.isMissingNode()) {
      return "";
    }
    if (!node.isString()) {
      throw new IllegalArgumentException(where + " is " + node + "; it must be a string");
    }
    return node.stringValue();
  }

  /// @return the program and its arguments
  /// @throws IllegalArgumentException if there is none or a quote is not closed
  public List<String> argv() {
    if (entrypoint.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("invalid entrypoint definition: it holds a NUL character");
    }
    try {
      var words = ShellWords.split(entrypoint);
      if (!words.isEmpty() && !words.getFirst().isEmpty()) {
        return words;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(invalid() + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        invalid() + ": it must name a program, here or in the image's " + FILE);
  }

  private String invalid() {
    return "invalid entrypoint definition '" + entrypoint + "'";
  }
}
