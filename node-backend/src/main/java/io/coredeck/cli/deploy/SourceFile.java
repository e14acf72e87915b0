package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.CliException;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Session;
import io.coredeck.cli.text.Document;
import io.coredeck.cli.text.TextException;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The workloads of a file that a person wrote.
public final class SourceFile {

  /// Longest text read, in bytes.
  private static final int FILE_BYTES = 16 << 20;

  private final String name;
  private final Document document;

  private SourceFile(String name, Document document) {
    this.name = name;
    this.document = document;
  }

  /// @param file its path, or `-` for the input
  /// @throws CliException if it cannot be read or is no list of workloads
  public static SourceFile read(Session session, String file) throws CliException {
    var name = file.equals("-") ? "the input" : file;
    try {
      var found = new SourceFile(name, Document.read(file, text(session, file)));
      var entries = found.document.value();
      if (!entries.isObject() && !entries.isList()) {
        throw found.fault(new WireException("", "must be a workload or a list of workloads"), "");
      }
      return found;
    } catch (TextException e) {
      throw new CliException(ExitCode.WRONG_CALL, name + ", " + e.getMessage());
    }
  }

  /// @return whether it is one workload, and no list
  public boolean isOne() {
    return !document.value().isList();
  }

  /// @return the workloads, as they stand there
  public List<JsonValue> entries() {
    return isOne() ? List.of(document.value()) : document.value().items();
  }

  /// @param e what is wrong with an entry; it may not know which one of the file it is
  /// @param entry where that stands
  public CliException fault(IllegalArgumentException e, String entry) {
    var reason = e instanceof WireException wire ? wire.reason() : String.valueOf(e.getMessage());
    var where = e instanceof WireException wire ? wire.where() : reason.replaceAll("[ :].*", "");
    var isWhole = entry.isEmpty() || where.startsWith(entry);
    return new CliException(
        ExitCode.WRONG_CALL,
        "%s, %s: %s"
            .formatted(
                name,
                document.placeOf(isWhole ? where : entry + "." + where),
                isWhole ? reason : entry + "." + reason));
  }

  private static String text(Session session, String file) throws CliException {
    try (var in = file.equals("-") ? session.in() : Files.newInputStream(Path.of(file))) {
      return text(in, file);
    } catch (NoSuchFileException _) {
      throw new CliException(
          ExitCode.WRONG_CALL, file + " does not exist; name a file, or - for the input");
    } catch (IOException e) {
      throw new CliException(
          ExitCode.WRONG_CALL,
          file + " cannot be read: " + e.getMessage() + "; name a file of JSON or YAML");
    }
  }

  private static String text(InputStream in, String file) throws IOException, CliException {
    var bytes = in.readNBytes(FILE_BYTES + 1);
    if (bytes.length > FILE_BYTES) {
      throw new CliException(ExitCode.WRONG_CALL, file + " is larger than 16 MiB; split it");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
