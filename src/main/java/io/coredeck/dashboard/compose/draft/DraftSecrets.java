package io.coredeck.dashboard.compose.draft;

import io.coredeck.model.rule.Endpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The values that a draft does not show; in memory only.
///
/// @param values of secrets, by name
/// @param sealed hex of cipher text that only one node can read, by name of the secret
/// @param sealedFor that node; empty for none
/// @param urls of endpoints with a password, by what is shown of them
record DraftSecrets(
    Map<String, String> values,
    Map<String, String> sealed,
    String sealedFor,
    Map<String, String> urls) {

  static final DraftSecrets NONE = new DraftSecrets(Map.of(), Map.of(), "", Map.of());

  /// Where addresses of endpoints stand: the list, and the members of an entry's `data`.
  private static final Map<String, List<String>> ENDPOINTS =
      Map.of("logs", List.of("stdout", "stderr"), "stats", List.of("endpoint"));

  DraftSecrets {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    sealed = Collections.unmodifiableMap(new LinkedHashMap<>(sealed));
    urls = Collections.unmodifiableMap(new LinkedHashMap<>(urls));
  }

  boolean knows(String name) {
    return values.containsKey(name) || sealed.containsKey(name);
  }

  /// @param value `null` or empty to forget it
  DraftSecrets with(String name, @Nullable String value) {
    var changed = new LinkedHashMap<>(values);
    var left = new LinkedHashMap<>(sealed);
    changed.remove(name);
    left.remove(name);
    if (value != null && !value.isEmpty()) {
      changed.put(name, value);
    }
    return new DraftSecrets(changed, left, sealedFor, urls);
  }

  DraftSecrets withSealed(Map<String, String> all, String node) {
    return new DraftSecrets(values, all, node, urls);
  }

  /// @return the same with only the secrets of those names
  DraftSecrets only(Map<String, String> known, java.util.Set<String> names) {
    var left = new LinkedHashMap<>(sealed);
    left.keySet().retainAll(names);
    left.keySet().removeAll(known.keySet());
    return new DraftSecrets(known, left, sealedFor, urls);
  }

  /// Takes passwords out of the addresses of endpoints.
  ///
  /// @param members changed in place
  /// @param before what stood in their places, to find a password that was hidden already
  DraftSecrets hidePasswords(ObjectNode members, ObjectNode before) {
    var known = new LinkedHashMap<>(urls);
    var used = new LinkedHashMap<String, String>();
    ENDPOINTS.forEach((list, names) -> {
      if (members.path(list) instanceof ArrayNode entries) {
        for (int i = 0; i < entries.size(); i++) {
          if (entries.get(i).path("data") instanceof ObjectNode data) {
            var old = before.path(list).path(i).path("data");
            names.forEach(
                name -> hide(data, name, known.get(old.path(name).asString("")), known, used));
          }
        }
      }
    });
    return new DraftSecrets(values, sealed, sealedFor, used);
  }

  private static void hide(
      ObjectNode data,
      String name,
      @Nullable String old,
      Map<String, String> known,
      Map<String, String> used) {
    var url = data.path(name).asString("");
    if (!hasPassword(url)) {
      return;
    }
    var full = url;
    if (passwordOf(url).equals(Draft.HIDDEN)) {
      var same = known.get(url);
      full = same == null && old != null ? url.replace(Draft.HIDDEN, passwordOf(old)) : same;
    }
    var shown = masked(url);
    data.put(name, shown);
    if (full != null) {
      used.put(shown, full);
    }
  }

  /// @return the address with its password; empty if that is not known
  Optional<String> url(String shown) {
    return hasPassword(shown) ? Optional.ofNullable(urls.get(shown)) : Optional.of(shown);
  }

  /// @return whether there is a password in the address of an endpoint, hidden or not
  static boolean hasPassword(String url) {
    try {
      return !url.isEmpty() && !Endpoint.parseLog(url).address().password().isEmpty();
    } catch (IllegalArgumentException _) {
      return url.indexOf('@') >= 0;
    }
  }

  static String masked(String url) {
    var span = passwordSpan(url);
    return url.substring(0, span.from()) + Draft.HIDDEN + url.substring(span.to());
  }

  private static String passwordOf(String url) {
    var span = passwordSpan(url);
    return url.substring(span.from(), span.to());
  }

  /// Where a password is: everything up to the last `@` that is no user's name and no scheme.
  private record Span(int from, int to) {}

  private static Span passwordSpan(String url) {
    var scheme = url.indexOf("://");
    var start = scheme < 0 ? 0 : scheme + 3;
    var slash = url.indexOf('/', start);
    var authority = slash < 0 ? url : url.substring(0, slash);
    var at = authority.lastIndexOf('@') < start ? url.lastIndexOf('@') : authority.lastIndexOf('@');
    var colon = url.indexOf(':', start);
    var from = colon >= 0 && colon < at ? colon + 1 : start;
    return new Span(Math.min(from, Math.max(at, start)), Math.max(at, start));
  }

  /// @return without any value
  @Override
  public String toString() {
    return "secrets of " + values.keySet() + sealed.keySet();
  }
}
