package io.coredeck.corex;

import io.coredeck.corex.CommandLine.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// As whom, and in which root folder, processes are to run.
///
/// @param user name or number
/// @param group name or number
/// @param root folder that is their `/`
record RunAs(Optional<String> user, Optional<String> group, Optional<Path> root) {

  /// Names as useradd(8) takes them, or a number.
  private static final String NAME = "[a-z_][a-z0-9_-]{0,31}|[0-9]{1,10}";

  /// @param faults what is wrong is added here
  static RunAs read(CommandLine line, List<String> faults) {
    var root = line.value(Option.CHROOT).map(Path::of);
    if (root.filter(folder -> !folder.isAbsolute() || !Files.isDirectory(folder)).isPresent()) {
      faults.add("--chroot %s: it must be a folder, from / on".formatted(root.get()));
    }
    return new RunAs(name(line, Option.UID, faults), name(line, Option.GID, faults), root);
  }

  private static Optional<String> name(CommandLine line, Option option, List<String> faults) {
    var given = line.value(option);
    if (given.filter(text -> !text.matches(NAME)).isPresent()) {
      faults.add("%s %s: it must be a name or a number".formatted(option.written(), given.get()));
    }
    return given;
  }

  /// @return whether nothing else than usual was asked for
  boolean isUsual() {
    return user.isEmpty() && group.isEmpty() && root.isEmpty();
  }
}
