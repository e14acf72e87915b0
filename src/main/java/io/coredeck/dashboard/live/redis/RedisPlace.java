package io.coredeck.dashboard.live.redis;

/// Where the platform's Redis is. Its text never shows the password.
///
/// @param url `redis://[[user]:password@]host[:port]`, or `rediss://…` for TLS
public record RedisPlace(String url) {

  public RedisPlace {
    if (!url.matches("rediss?://.+")) {
      throw new IllegalArgumentException(
          "redis is no address; it must be redis://[[user]:password@]host[:port], or rediss:// for"
              + " TLS");
    }
  }

  @Override
  public String toString() {
    return url.replaceAll("//.*@", "//");
  }
}
