package io.coredeck.platform.instance;

import io.coredeck.node.host.PrivateFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/// Passwords that the programs of one instance share. Made once, kept in a file only root reads.
///
/// @param redisPassword of the Redis user `coredeck`
/// @param adminPassword of the person who signs in first
/// @param uploadToken lets the bearer publish images on the hub
/// @param setupToken lets the bearer make the explorer's first account
public record Secrets(
    String redisPassword, String adminPassword, String uploadToken, String setupToken) {

  private static final int PASSWORD_BYTES = 18;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Reads them, making those that are not there yet.
  public static Secrets of(Layout layout) throws IOException {
    var file = layout.secrets();
    var known = new Properties();
    if (Files.exists(file)) {
      known.load(new StringReader(Files.readString(file)));
    }
    var secrets =
        new Secrets(
            known.getProperty("redis.password", fresh()),
            known.getProperty("admin.password", fresh()),
            known.getProperty("upload.token", fresh()),
            known.getProperty("setup.token", fresh()));
    PrivateFile.write(
        file,
        "redis.password=%s\nadmin.password=%s\nupload.token=%s\nsetup.token=%s\n"
            .formatted(
                secrets.redisPassword,
                secrets.adminPassword,
                secrets.uploadToken,
                secrets.setupToken));
    return secrets;
  }

  private static String fresh() {
    var bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "Secrets[hidden]";
  }
}
