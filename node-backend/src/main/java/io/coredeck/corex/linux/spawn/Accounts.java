package io.coredeck.corex.linux.spawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The users and groups of a root: its passwd(5) and group(5).
public final class Accounts {

  /// Bytes of one of the files.
  private static final long FILE_LIMIT = 4L << 20;

  /// The highest number means none.
  private static final long LAST_ID = 0xffff_fffeL;

  private static final int PASSWD_FIELDS = 7;
  private static final int GROUP_FIELDS = 4;
  private static final int NUMBER = 2;
  private static final int MEMBERS = 3;
  private static final int PRIMARY_GROUP = 3;
  private static final int HOME = 5;
  private static final int SHELL = 6;

  private final Path passwd;
  private final Path group;

  /// @param root usually `/`
  public Accounts(Path root) {
    this.passwd = root.resolve("etc/passwd");
    this.group = root.resolve("etc/group");
  }

  /// Finds who is meant. With a group of its own a user has no others.
  ///
  /// @param wanted name or number, then `:` and a group if wanted
  /// @throws IllegalArgumentException if there is no such user or group, as one sentence
  public Account find(String wanted) {
    var parts = wanted.split(":", 2);
    var entry =
        line(passwd, PASSWD_FIELDS, fields -> fields[0].equals(parts[0]))
            .or(() -> line(passwd, PASSWD_FIELDS, fields -> fields[NUMBER].equals(parts[0])));
    var uid = entry.flatMap(fields -> id(fields[NUMBER])).or(() -> id(parts[0]));
    if (uid.isEmpty()) {
      throw new IllegalArgumentException(
          "user: '%s' is not in /etc/passwd and is no number".formatted(parts[0]));
    }
    var given = parts.length == 2 ? Optional.of(groupId(parts[1])) : Optional.<Long>empty();
    var gid = given.or(() -> entry.flatMap(fields -> id(fields[PRIMARY_GROUP])));
    if (gid.isEmpty()) {
      throw new IllegalArgumentException(
          "user: %s is not in /etc/passwd; it must be given with a group, e.g. %s:%s"
              .formatted(parts[0], parts[0], parts[0]));
    }
    var name = entry.map(fields -> fields[0]).orElse(parts[0]);
    return new Account(
        name,
        uid.get(),
        gid.get(),
        given.isPresent() ? List.of(gid.get()) : groups(name, gid.get()),
        entry.map(fields -> fields[HOME]).filter(home -> !home.isEmpty()).orElse("/"),
        entry.map(fields -> fields[SHELL]).filter(shell -> !shell.isEmpty()).orElse("/bin/sh"));
  }

  private long groupId(String wanted) {
    return line(group, GROUP_FIELDS, fields -> fields[0].equals(wanted))
        .flatMap(fields -> id(fields[NUMBER]))
        .or(() -> id(wanted))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "user: group '%s' is not in /etc/group and is no number".formatted(wanted)));
  }

  private List<Long> groups(String name, long primary) {
    var others =
        lines(group, GROUP_FIELDS)
            .filter(fields -> Arrays.asList(fields[MEMBERS].split(",", -1)).contains(name))
            .flatMap(fields -> id(fields[NUMBER]).stream());
    return Stream.concat(Stream.of(primary), others).distinct().toList();
  }

  private static Optional<String[]> line(Path file, int count, Predicate<String[]> isWanted) {
    return lines(file, count).filter(isWanted).findFirst();
  }

  private static Stream<String[]> lines(Path file, int count) {
    try {
      if (!Files.exists(file)) {
        return Stream.empty();
      }
      if (Files.size(file) > FILE_LIMIT) {
        throw new IllegalArgumentException(
            "%s: more than %d bytes; it is not read".formatted(file, FILE_LIMIT));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length >= count);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Optional<Long> id(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[0-9]{1,10}"))
        .map(Long::parseLong)
        .filter(number -> number <= LAST_ID);
  }
}
