package io.coredeck.explorer.workload.follow;

import io.lettuce.core.RedisURI;

/// Where the platform's Redis is, in which nodes keep what containers print and use. Its text form
/// shows no password.
///
/// @param url `redis://[[user]:password@]host[:port]`, or `rediss://…` for TLS
public record RedisPlace(String url) {

  /// @throws IllegalArgumentException if it is no such address; the message does not repeat it
  public RedisPlace {
    if (!isAddress(url)) {
      throw new IllegalArgumentException(
          "redis is no address; it must be redis://[[user]:password@]host[:port], or rediss:// for"
              + " TLS");
    }
  }

  private static boolean isAddress(String url) {
    try {
      return url.matches("rediss?://.+") && !RedisURI.create(url).getHost().isEmpty();
    } catch (RuntimeException _) {
      return false; // what the library says may have the password in it
    }
  }

  @Override
  public String toString() {
    return url.replaceAll("//.*@", "//");
  }
}
