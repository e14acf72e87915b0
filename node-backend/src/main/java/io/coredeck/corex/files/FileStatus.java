package io.coredeck.corex.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/// What the system knows about one file.
///
/// @param mode with the bits of the type
/// @param uid owner
/// @param gid group
record FileStatus(int mode, long uid, long gid, long size, Instant modified) {
  private static final String WANTED = "unix:mode,uid,gid,size,lastModifiedTime";
  private static final int TYPE = 0170000;
  private static final int PERMISSIONS = 07777;

  /// What a file is.
  enum Type {
    FILE("file"),
    DIRECTORY("directory"),
    LINK("link"),
    SPECIAL("special");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /// @return as clients read it
    String word() {
      return word;
    }
  }

  /// @param options how links are taken
  static FileStatus of(Path path, LinkOption... options) throws IOException {
    var read = Files.readAttributes(path, WANTED, options);
    return new FileStatus(
        (int) number(read, "mode"),
        number(read, "uid"),
        number(read, "gid"),
        number(read, "size"),
        read.get("lastModifiedTime") instanceof FileTime time ? time.toInstant() : Instant.EPOCH);
  }

  private static long number(Map<String, Object> read, String name) {
    return read.get(name) instanceof Number number ? number.longValue() : 0;
  }

  Type type() {
    return switch (mode & TYPE) {
      case 0100000 -> Type.FILE;
      case 0040000 -> Type.DIRECTORY;
      case 0120000 -> Type.LINK;
      default -> Type.SPECIAL;
    };
  }

  int permissions() {
    return mode & PERMISSIONS;
  }
}
