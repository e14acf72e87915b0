package io.coredeck.corex;

import io.coredeck.corex.service.DefinitionSource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// The environment of CoreX and of the processes it starts, environ(7).
final class Variables {
  private static final System.Logger LOG = System.getLogger(Variables.class.getName());

  /// Variables that would act on our own Java or its C library come under a name with this prefix,
  /// and processes get them under their own.
  static final String HIDDEN = "COREX_ENV_";

  /// Names a file with further variables, each ended by a byte 0. It is removed when it is read: so
  /// nobody finds them in an environment, not even in that of the program before us.
  static final String FILE = "COREX_VARIABLES";

  /// Bytes of that file; the kernel takes no more from who starts a program.
  private static final long FILE_LIMIT = 2L << 20;

  private static final Path OWN = Path.of("/proc/self/environ");

  private Variables() {}

  /// Read from the kernel, because Java decodes variables by the locale, and a container has none.
  ///
  /// @param decoded what Java makes of them, for where there is no `/proc`
  /// @return without those of a file
  static Map<String, String> own(Map<String, String> decoded) {
    var variables = new HashMap<String, String>();
    try {
      add(Files.readString(OWN, StandardCharsets.ISO_8859_1), variables);
    } catch (IOException e) {
      variables.putAll(decoded);
    }
    return variables;
  }

  /// @return the same and those of the file that they name, if they do; it is gone then, or empty
  ///   where it cannot be removed
  /// @throws IllegalArgumentException if a file is named that cannot be read and emptied, or is
  ///   empty: what is in it may be what keeps others out
  static Map<String, String> withFile(Map<String, String> variables) {
    var name = variables.get(FILE);
    if (name == null) {
      return variables;
    }
    var file = Path.of(name);
    try {
      if (Files.size(file) > FILE_LIMIT) {
        throw new IOException("it is larger than %d bytes".formatted(FILE_LIMIT));
      }
      var all = new HashMap<>(variables);
      var text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (text.isEmpty()) {
        throw new IOException(
            "it is empty; it is read once, and must be written anew before a start");
      }
      add(text, all);
      remove(file);
      return all;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s %s: it must be a file that can be read and emptied: %s"
              .formatted(FILE, file, e.getMessage()),
          e);
    }
  }

  /// A full disk may let nothing be written, but lets a file be removed.
  private static void remove(Path file) throws IOException {
    try {
      Files.delete(file);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0} cannot be removed, so it is emptied: {1}", file, e.getMessage());
      Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  private static void add(String text, Map<String, String> variables) {
    for (var entry : text.split("\0", -1)) {
      var equals = entry.indexOf('=');
      if (equals > 0) {
        variables.putIfAbsent(utf8(entry.substring(0, equals)), utf8(entry.substring(equals + 1)));
      }
    }
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /// @param variables of the container
  /// @return of the processes in it
  static Map<String, String> forProcesses(Map<String, String> variables, String terminalType) {
    var result = new HashMap<>(variables);
    result.keySet().removeIf(name -> name.startsWith(HIDDEN) || isOurs(name));
    variables.forEach((name, value) -> {
      if (name.startsWith(HIDDEN) && !isOurs(name.substring(HIDDEN.length()))) {
        result.put(name.substring(HIDDEN.length()), value);
      }
    });
    result.put("TERM", terminalType);
    return result;
  }

  /// What is said to CoreX alone.
  private static boolean isOurs(String name) {
    return GuardOptions.SECRET.contains(name)
        || name.equals(FILE)
        || name.equals(DefinitionSource.VARIABLE)
        || name.equals(CommandLine.VARIABLE)
        || name.equals(ScrollbackOption.VARIABLE);
  }
}
