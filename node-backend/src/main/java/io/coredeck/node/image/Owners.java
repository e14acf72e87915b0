package io.coredeck.node.image;

import io.coredeck.blocks.BlockSources;
import io.coredeck.flist.Access;
import io.coredeck.flist.Content;
import io.coredeck.flist.Entry;
import io.coredeck.posix.RawPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the numbers of owners that old images have by name only: in the image's own `/etc/passwd`
/// and `/etc/group`, else the name as a number, else 1000.
final class Owners {
  private static final RawPath PASSWD = RawPath.of("etc/passwd");
  private static final RawPath GROUP = RawPath.of("etc/group");
  private static final long SOMEBODY = 1000;
  private static final long LARGEST_LIST = 1 << 20;
  private static final int NUMBER_FIELD = 2;

  private final Map<String, Long> users = new HashMap<>();
  private final Map<String, Long> groups = new HashMap<>();

  private Owners() {}

  /// @return the entries with owner and group known
  static List<Entry> resolve(List<Entry> entries, BlockFiles blocks, BlockSources sources)
      throws IOException, InterruptedException {
    if (entries.stream().map(Entry::access).allMatch(Owners::isKnown)) {
      return entries;
    }
    var owners = new Owners();
    for (var entry : entries) {
      if (entry.path().equals(PASSWD)) {
        owners.read(entry, blocks, sources, owners.users);
      } else if (entry.path().equals(GROUP)) {
        owners.read(entry, blocks, sources, owners.groups);
      }
    }
    var resolved = new ArrayList<Entry>(entries.size());
    for (var e : entries) {
      var access = owners.known(e.access());
      resolved.add(new Entry(e.path(), e.size(), e.content(), access, e.modified(), e.changed()));
    }
    return resolved;
  }

  private static boolean isKnown(Access access) {
    return access.uid() != Access.UNKNOWN && access.gid() != Access.UNKNOWN;
  }

  private Access known(Access access) {
    var uid = access.uid() == Access.UNKNOWN ? number(users, access.user()) : access.uid();
    var gid = access.gid() == Access.UNKNOWN ? number(groups, access.group()) : access.gid();
    return new Access(access.user(), access.group(), access.mode(), uid, gid);
  }

  private static long number(Map<String, Long> names, String name) {
    var number = names.get(name);
    if (number != null) {
      return number;
    }
    return name.matches("[0-9]{1,9}") ? Long.parseLong(name) : SOMEBODY;
  }

  private void read(Entry entry, BlockFiles blocks, BlockSources sources, Map<String, Long> numbers)
      throws IOException, InterruptedException {
    if (!(entry.content() instanceof Content.File(_, var refs)) || entry.size() > LARGEST_LIST) {
      return;
    }
    var text = new StringBuilder();
    for (var ref : refs) {
      if (text.length() > LARGEST_LIST) {
        return; // more than the entry says it is
      }
      var path = blocks.fetch(ref, sources);
      text.append(Files.readString(path, StandardCharsets.ISO_8859_1));
    }
    for (var line : text.toString().split("\n", -1)) {
      var fields = line.split(":", -1);
      if (fields.length > NUMBER_FIELD && fields[NUMBER_FIELD].matches("[0-9]{1,9}")) {
        numbers.putIfAbsent(fields[0], Long.parseLong(fields[NUMBER_FIELD]));
      }
    }
  }
}
