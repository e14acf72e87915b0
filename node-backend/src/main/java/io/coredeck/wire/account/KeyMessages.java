package io.coredeck.wire.account;

import io.coredeck.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// The messages about people's signing keys as words. What reads throws {@link
/// io.coredeck.wire.WireException} if the text is not what it should be.
public final class KeyMessages {

  private KeyMessages() {}

  /// What is asked of an own key. Its text form hides everything.
  ///
  /// @param password of the account, to prove the person again
  /// @param words of the key to use from now on; empty to be shown those of the present one
  public record Wish(String password, String words) {

    @Override
    public String toString() {
      return "Wish[all hidden]";
    }
  }

  public static Wish wish(String text) {
    var from = Json.tree(text);
    return new Wish(from.member("password").text(), from.member("words").text());
  }

  public static String write(Wish wish) {
    var to = new LinkedHashMap<String, Object>();
    to.put("password", wish.password());
    if (!wish.words().isEmpty()) {
      to.put("words", wish.words());
    }
    return Json.writeTree(to);
  }

  /// @return 24 words
  public static String words(String text) {
    return Json.tree(text).member("words").text();
  }

  /// @param words 24, separated by blanks
  public static String writeWords(String words) {
    return Json.writeTree(Map.of("words", words));
  }
}
