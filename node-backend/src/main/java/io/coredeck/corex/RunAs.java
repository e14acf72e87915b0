package io.coredeck.corex;

import io.coredeck.corex.CommandLine.Option;
import io.coredeck.corex.linux.OtherRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// As whom processes are to run.
///
/// @param user name or number
/// @param group name or number
/// @param root what they have as their root, if it is not that of CoreX
record RunAs(Optional<String> user, Optional<String> group, Optional<OtherRoot> root) {

  /// Who CoreX has to be to give its processes another group.
  private static final String ROOT = "0";

  /// Names as useradd(8) takes them, or a number.
  private static final String NAME = "[a-z_][a-z0-9_-]{0,31}|[0-9]{1,10}";

  /// @param faults what is wrong is added here
  static RunAs read(CommandLine line, List<String> faults) {
    return new RunAs(
        name(line, Option.UID, faults), name(line, Option.GID, faults), root(line, faults));
  }

  private static Optional<String> name(CommandLine line, Option option, List<String> faults) {
    var given = line.value(option);
    if (given.filter(text -> !text.matches(NAME)).isPresent()) {
      faults.add("%s %s: it must be a name or a number".formatted(option.written(), given.get()));
    }
    return given;
  }

  private static Optional<OtherRoot> root(CommandLine line, List<String> faults) {
    var given = line.value(Option.CHROOT).map(Path::of);
    if (given.filter(path -> !path.isAbsolute() || !Files.isDirectory(path)).isPresent()) {
      faults.add(
          "%s %s: it must be an absolute path of a directory"
              .formatted(Option.CHROOT.written(), given.get()));
    }
    return given.flatMap(path -> real(path, faults)).map(OtherRoot::new);
  }

  /// Programs and files are to be in one and the same, also when a link on the way is turned.
  private static Optional<Path> real(Path given, List<String> faults) {
    try {
      return Optional.of(given.toRealPath());
    } catch (IOException e) {
      faults.add("%s %s: %s".formatted(Option.CHROOT.written(), given, e.getMessage()));
      return Optional.empty();
    }
  }

  /// @return user, colon, group; empty if they run as CoreX does. Where only a group is given, they
  ///   keep the user
  Optional<String> account() {
    if (user.isEmpty() && group.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(user.orElse(ROOT) + group.map(name -> ":" + name).orElse(""));
  }
}
