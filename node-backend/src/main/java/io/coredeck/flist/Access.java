package io.coredeck.flist;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.flist.block.Hash;
import java.util.HexFormat;
import java.util.Locale;

/// Who owns a file and what others may do with it.
///
/// @param user the owner's name where the image was made; tells nothing if {@code uid} is known
/// @param group the group's name there
/// @param mode permission bits with setuid, setgid and sticky
/// @param uid 0 or more, or {@link #UNKNOWN} in images of old tools
/// @param gid 0 or more, or {@link #UNKNOWN} in images of old tools
public record Access(String user, String group, int mode, long uid, long gid) {

  /// The image names the owner only by name.
  public static final long UNKNOWN = -1;

  private static final int PERMISSION_BITS = 07777;

  /// The last number is what the system calls take for "leave as it is".
  private static final long LARGEST_ID = 0xfffffffeL;

  private static final int KEY_BYTES = 8;

  public Access {
    if ((mode & ~PERMISSION_BITS) != 0) {
      throw new IllegalArgumentException("mode is 0%o; it must be up to 07777".formatted(mode));
    }
    requireId("uid", uid);
    requireId("gid", gid);
  }

  /// @return owned by root
  public static Access ofRoot(int mode) {
    return new Access("root", "root", mode, 0, 0);
  }

  /// @return under which key the image keeps it, 16 hex digits
  String key() {
    var text =
        String.format(
            Locale.ROOT,
            "user:%s\ngroup:%s\nmode:0o%o\nuid:%d\ngid:%d",
            user,
            group,
            mode,
            uid,
            gid);
    return HexFormat.of().formatHex(Hash.blake2b(text.getBytes(UTF_8), KEY_BYTES));
  }

  private static void requireId(String what, long id) {
    if (id < UNKNOWN || id > LARGEST_ID) {
      throw new IllegalArgumentException(
          "%s is %d; it must be from -1 to %d".formatted(what, id, LARGEST_ID));
    }
  }
}
