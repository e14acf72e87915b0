package io.coredeck.platform.instance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The configuration of the platform's Redis.
///
/// Who knows the password may do everything. Everybody on this machine may read blocks, whose keys
/// are 16 bytes long (no other key of ours is), and use publish and subscribe: clients of the
/// original read images and follow channels without a password.
final class RedisConfigFile {

  private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");
  private static final String BLOCK_KEYS = "?".repeat(16);

  private RedisConfigFile() {}

  /// @param versionText what `redis-server --version` says
  /// @return the file's text
  static String text(UpOptions options, Layout layout, Secrets secrets, String versionText) {
    return """
    bind 127.0.0.1
    port %d
    protected-mode no
    dir %s
    daemonize no
    appendonly yes
    appendfsync everysec
    save ""
    timeout 0
    tcp-keepalive 60
    client-output-buffer-limit pubsub 64mb 32mb 30
    user default on nopass -@all +ping +echo +select +info +hello +auth +quit +command +get +mget +exists +subscribe +unsubscribe +psubscribe +punsubscribe +publish%s
    user coredeck on >%s ~* +@all%s
    """
        .formatted(
            options.redisPort(),
            layout.redis(),
            " ~" + BLOCK_KEYS + allChannels(versionText),
            secrets.redisPassword(),
            allChannels(versionText));
  }

  /// Redis before 6.2 knows no rule for channels and lets everybody use all.
  private static String allChannels(String versionText) {
    return isAtLeast(versionText, 6, 2) ? " &*" : "";
  }

  private static boolean isAtLeast(String versionText, int major, int minor) {
    Matcher match = VERSION.matcher(versionText);
    if (!match.find()) {
      throw new IllegalArgumentException(
          "redis-server --version says '" + versionText.strip() + "'; it must hold v=N.N");
    }
    var found = Integer.parseInt(match.group(1));
    return found > major || (found == major && Integer.parseInt(match.group(2)) >= minor);
  }
}
