package io.coredeck.wire.draft;

import io.coredeck.model.rule.Endpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Addresses of logs and statistics as they stand in drafts: whose password nobody reads.
final class Endpoints {

  /// Stands in place of what is secret and there.
  static final String HIDDEN = "(hidden)";

  /// Stands in place of a secret that a draft brings.
  static final String NEW = "(new value)";

  /// Stands in place of a secret that nobody has.
  static final String MISSING = "(needs a value)";

  private static final List<String> STREAMS = List.of("stdout", "stderr");
  private static final String ENDPOINT = "endpoint";

  private Endpoints() {}

  /// Takes out what is secret of a target.
  ///
  /// @param data changed
  static void hide(Map<String, Object> data) {
    for (var stream : STREAMS) {
      var sealed = data.remove("secret_" + stream);
      var plain = data.remove("secret_" + stream + "_plain");
      if (isSaid(sealed) || isSaid(plain)) {
        data.put(stream, HIDDEN);
      }
    }
    mask(data, HIDDEN);
  }

  /// Replaces what is secret of a target in a draft.
  ///
  /// @param data changed
  static void show(Map<String, Object> data) {
    for (var stream : STREAMS) {
      var sealed = data.remove("secret_" + stream);
      var plain = data.remove("secret_" + stream + "_plain");
      if (isSaid(sealed) || isSaid(plain)) {
        data.put(stream, NEW);
      }
    }
    mask(data, NEW);
  }

  private static void mask(Map<String, Object> data, String with) {
    for (var member : List.of("stdout", "stderr", ENDPOINT)) {
      if (data.get(member) instanceof String url) {
        data.put(member, masked(url, member.equals(ENDPOINT), with));
      }
    }
  }

  /// @param url of an endpoint
  /// @param isStats whether it is one of statistics
  /// @param with what stands in place of its user and password
  /// @return the address; as it is if it has no password, or that is hidden already
  static String masked(String url, boolean isStats, String with) {
    var at = url.lastIndexOf('@');
    if (at < 0 || !hasPassword(url, isStats)) {
      return url;
    }
    var scheme = url.indexOf("://");
    return (scheme < 0 || scheme > at ? "" : url.substring(0, scheme + 3))
        + with
        + url.substring(at);
  }

  /// @param written may have {@link #HIDDEN} in place of a password
  /// @return whether there is a password in it, or nobody can tell
  static boolean hasPassword(String written, boolean isStats) {
    var url = written.replace(HIDDEN, "");
    if (url.indexOf('@') < 0) {
      return false;
    }
    try {
      var endpoint = isStats ? Endpoint.parseStats(url) : Endpoint.parseLog(url);
      return !endpoint.address().password().isEmpty();
    } catch (IllegalArgumentException _) {
      return true; // whatever it is, it may be one
    }
  }

  private static boolean isSaid(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty();
  }
}
