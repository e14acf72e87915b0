package io.coredeck.corex.linux.spawn;

import io.coredeck.corex.run.ExecFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A program found the way execvp(3) does, and why it cannot be executed if it cannot.
///
/// The system would say only that something on the way to it is not there. So we look first.
///
/// @param program the file to execute, absolute
/// @param argv what it is given; differs from what was asked for if a shell has to run it
public record Executable(String program, List<String> argv) {
  private static final String NOT_FOUND = "No such file or directory";
  private static final String DENIED = "Permission denied";
  private static final String LOOP = "Too many levels of symbolic links";
  private static final String NO_PROGRAM = "Exec format error";
  private static final String SHELL = "/bin/sh";

  /// As the kernel: a script may name a script, but not for ever.
  private static final int SCRIPT_DEPTH = 5;

  /// What the kernel looks at to find out what a file is.
  private static final int HEAD_BYTES = 4096;

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int ELF_CLASS = 4;
  private static final int ELF_64_BIT = 2;
  private static final int ELF_HEADERS_OFFSET = 32;
  private static final int ELF_HEADER_SIZE = 54;
  private static final int ELF_HEADER_COUNT = 56;
  private static final int ELF_INTERPRETER = 3;
  private static final int ELF_SMALLEST = 64;
  private static final HexFormat HEX = HexFormat.of();

  /// @param path directories separated by `:`, for names without `/`
  /// @param directory where the program starts
  /// @throws ExecFailedException with the system's words
  public static Executable find(List<String> argv, String path, String directory)
      throws ExecFailedException {
    var name = argv.getFirst();
    if (name.isEmpty()) {
      throw new ExecFailedException(NOT_FOUND);
    }
    if (name.contains("/")) {
      return checked(absolute(directory, name), argv);
    }
    var reason = NOT_FOUND;
    for (var element : path.split(":", -1)) {
      var file = absolute(directory, element.isEmpty() ? name : element + "/" + name);
      var problem = problemOf(path(file));
      if (problem.isEmpty()) {
        return checked(file, argv);
      }
      reason = problem.get().equals(DENIED) ? DENIED : reason;
    }
    throw new ExecFailedException(reason);
  }

  /// @param directory absolute
  /// @return why the calling thread cannot start programs there, in the system's words
  public static Optional<String> problemOfDirectory(String directory) {
    var place = path(directory);
    if (!Files.exists(place)) {
      return Optional.of(NOT_FOUND);
    }
    if (!Files.isDirectory(place)) {
      return Optional.of("Not a directory");
    }
    return Files.isExecutable(place) ? Optional.empty() : Optional.of(DENIED);
  }

  private static Executable checked(String file, List<String> argv) throws ExecFailedException {
    if (runs(path(file), 0)) {
      return new Executable(file, argv);
    }
    if (file.equals(SHELL)) {
      throw new ExecFailedException(NO_PROGRAM);
    }
    var withShell = new ArrayList<>(List.of(SHELL, file));
    withShell.addAll(argv.subList(1, argv.size()));
    return checked(SHELL, withShell);
  }

  private static String absolute(String directory, String name) {
    return name.startsWith("/") ? name : directory + (directory.endsWith("/") ? "" : "/") + name;
  }

  /// Java turns text into the bytes of a path by the locale, and a container has none: outside of
  /// ASCII nothing would be found. In a URI the bytes stand as they are.
  ///
  /// @param name absolute
  static Path path(String name) {
    var uri = new StringBuilder("file://");
    for (var b : name.replaceAll("/+", "/").getBytes(StandardCharsets.UTF_8)) {
      uri.append(b == '/' ? "/" : "%" + HEX.toHexDigits(b));
    }
    return Path.of(URI.create(uri.toString()));
  }

  /// @return false if the file is no program but may be a script of the shell
  private static boolean runs(Path file, int depth) throws ExecFailedException {
    var problem = problemOf(file);
    if (problem.isPresent()) {
      throw new ExecFailedException(problem.get());
    }
    var head = head(file);
    if (startsWith(head, ELF)) {
      var interpreter = interpreterOfElf(head);
      if (interpreter.isPresent() && !Files.exists(path(interpreter.get()))) {
        throw new ExecFailedException(NOT_FOUND);
      }
      return true;
    }
    if (!startsWith(head, new byte[] {'#', '!'})) {
      return false;
    }
    if (depth == SCRIPT_DEPTH) {
      throw new ExecFailedException(LOOP);
    }
    var interpreter = interpreterOfScript(head);
    if (interpreter.startsWith("/")) {
      runs(path(interpreter), depth + 1);
    }
    return true;
  }

  private static Optional<String> problemOf(Path file) {
    if (!Files.exists(file)) {
      return Optional.of(NOT_FOUND);
    }
    return Files.isRegularFile(file) && Files.isExecutable(file)
        ? Optional.empty()
        : Optional.of(DENIED);
  }

  private static ByteBuffer head(Path file) {
    try (var content = Files.newInputStream(file)) {
      return ByteBuffer.wrap(content.readNBytes(HEAD_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      return executableWithoutReading();
    }
  }

  /// A file that may be executed but not read is no script; the kernel finds out the rest.
  private static ByteBuffer executableWithoutReading() {
    return ByteBuffer.wrap(ELF).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean startsWith(ByteBuffer head, byte[] magic) {
    return head.limit() >= magic.length
        && head.slice(0, magic.length).equals(ByteBuffer.wrap(magic));
  }

  private static String interpreterOfScript(ByteBuffer head) {
    var text = StandardCharsets.UTF_8.decode(head.duplicate()).toString();
    var line = text.lines().findFirst().orElse("").substring(2).strip();
    return line.split("[ \t\0]", 2)[0];
  }

  /// @return the dynamic linker a 64-bit program asks for, as far as its headers stand at the start
  private static Optional<String> interpreterOfElf(ByteBuffer head) {
    if (head.limit() < ELF_SMALLEST || head.get(ELF_CLASS) != ELF_64_BIT) {
      return Optional.empty();
    }
    var first = head.getLong(ELF_HEADERS_OFFSET);
    var size = head.getShort(ELF_HEADER_SIZE);
    for (var i = 0; i < head.getShort(ELF_HEADER_COUNT); i++) {
      var at = first + (long) i * size;
      if (at < 0 || at + 40 > head.limit()) {
        return Optional.empty();
      }
      if (head.getInt((int) at) == ELF_INTERPRETER) {
        return text(head, head.getLong((int) at + 8), head.getLong((int) at + 32));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(ByteBuffer head, long offset, long length) {
    if (offset < 0 || length < 1 || offset + length > head.limit()) {
      return Optional.empty();
    }
    var text = StandardCharsets.UTF_8.decode(head.slice((int) offset, (int) length - 1)).toString();
    return Optional.of(text).filter(name -> name.startsWith("/") && name.indexOf('\0') < 0);
  }
}
