package io.coredeck.model.rule;

/// A Redis channel that a reservation names, `redis://[[user]:password@]host[:port]/channel`.
///
/// @param address the server and who we are there
/// @param channel its name, as written in the URL: escapes are not decoded
public record Endpoint(RedisAddress address, String channel) {
  private static final String SCHEME = "redis://";

  public Endpoint {
    if (channel.isEmpty()) {
      throw new IllegalArgumentException("missing channel name, expected: redis://host/channel");
    }
  }

  /// Reads the URL of a log endpoint; a query is not part of its channel.
  ///
  /// @throws IllegalArgumentException if it is none; the message never shows the password
  public static Endpoint parseLog(String url) {
    return parse("log endpoint", url, "?#");
  }

  /// Reads the URL of a stats endpoint; a query is part of its channel.
  ///
  /// @throws IllegalArgumentException if it is none; the message never shows the password
  public static Endpoint parseStats(String url) {
    return parse("stats endpoint", url, "#");
  }

  private static Endpoint parse(String what, String url, String channelEnds) {
    try {
      if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
        throw new IllegalArgumentException("scheme must be redis, expected: redis://host/channel");
      }
      var rest = url.substring(SCHEME.length());
      var authorityEnd = first(rest, "/?#", 0);
      var pathEnd = first(rest, "?#", 0);
      var channelEnd = pathEnd - authorityEnd < 2 ? pathEnd : first(rest, channelEnds, 0);
      var address = RedisAddress.ofAuthority(rest.substring(0, authorityEnd));
      var channelStart = Math.min(authorityEnd + 1, channelEnd);
      return new Endpoint(address, rest.substring(channelStart, channelEnd));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + " " + shown(url) + ": " + e.getMessage(), e);
    }
  }

  private static int first(String text, String wanted, int start) {
    for (int i = start; i < text.length(); i++) {
      if (wanted.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  /// Whatever stands before the last `@` may be a password.
  private static String shown(String url) {
    var at = url.lastIndexOf('@');
    return at < 0 ? "'" + url + "'" : "'" + SCHEME + "…" + url.substring(at) + "'";
  }

  /// @return the URL without user and password
  @Override
  public String toString() {
    return address + "/" + channel;
  }
}
