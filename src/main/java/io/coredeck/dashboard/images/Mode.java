package io.coredeck.dashboard.images;

import io.coredeck.sdk.hub.HubDirectory.Entry;
import io.coredeck.sdk.hub.HubDirectory.Kind;
import java.util.Locale;

/// Kind and permissions as `ls -l` writes them.
final class Mode {

  private static final int SET_USER = 04000;
  private static final int SET_GROUP = 02000;
  private static final int STICKY = 01000;

  private Mode() {}

  /// @return e.g. `-rwxr-xr-x`
  static String of(Entry entry) {
    var mode = entry.mode();
    return letter(entry.kind())
        + triple(mode >> 6, (mode & SET_USER) != 0, "s")
        + triple(mode >> 3, (mode & SET_GROUP) != 0, "s")
        + triple(mode, (mode & STICKY) != 0, "t");
  }

  private static String triple(int bits, boolean isSpecial, String special) {
    var run = (bits & 1) != 0;
    var last = isSpecial ? (run ? special : special.toUpperCase(Locale.ROOT)) : run ? "x" : "-";
    return ((bits & 4) != 0 ? "r" : "-") + ((bits & 2) != 0 ? "w" : "-") + last;
  }

  /// @return `d`, `-`, `l`, or `?` for devices and the like
  static String letter(Kind kind) {
    return switch (kind) {
      case DIRECTORY -> "d";
      case FILE -> "-";
      case LINK -> "l";
      case SPECIAL -> "?";
    };
  }
}
