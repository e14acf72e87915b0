package io.coredeck.wire.account;

import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The messages about tokens. What reads throws {@link WireException} if the text is not what it
/// should be.
public final class TokenMessages {

  private TokenMessages() {}

  /// A token as it should be.
  ///
  /// @param name what its owner calls it
  /// @param scope what its bearer may do
  /// @param days how long it is good
  public record Wish(String name, Scope scope, long days) {}

  /// A new token. Its text form hides the text.
  ///
  /// @param text what its bearer shows; nobody can find it out later
  public record Made(ApiToken token, String text) {

    @Override
    public String toString() {
      return "Made[token=%s, text hidden]".formatted(token);
    }
  }

  /// Something to be encrypted in the caller's name. Its text form hides that.
  ///
  /// @param nodeId who is to read it
  public record Secret(String nodeId, String text) {

    @Override
    public String toString() {
      return "Secret[nodeId=%s, text hidden]".formatted(nodeId);
    }
  }

  public static Wish wish(String text) {
    var from = Json.tree(text);
    return new Wish(from.member("name").text(), scope(from), from.member("days").integer());
  }

  public static String write(Wish wish) {
    var to = new LinkedHashMap<String, Object>();
    to.put("name", wish.name());
    to.put("scope", wish.scope().word());
    to.put("days", wish.days());
    return Json.writeTree(to);
  }

  public static Made made(String text) {
    var from = Json.tree(text);
    return new Made(read(from), from.member("token").text());
  }

  public static String write(Made made) {
    var to = members(made.token());
    to.put("token", made.text());
    return Json.writeTree(to);
  }

  public static List<ApiToken> tokens(String text) {
    return Json.tree(text).items().stream().map(TokenMessages::read).toList();
  }

  public static String write(List<ApiToken> tokens) {
    return Json.writeTree(tokens.stream().map(TokenMessages::members).toList());
  }

  public static Secret secret(String text) {
    var from = Json.tree(text);
    return new Secret(from.member("node_id").text(), from.member("text").text());
  }

  public static String write(Secret secret) {
    return Json.writeTree(Map.of("node_id", secret.nodeId(), "text", secret.text()));
  }

  public static String sealed(String text) {
    return Json.tree(text).member("text").text();
  }

  /// @param hex cipher text
  public static String writeSealed(String hex) {
    return Json.writeTree(Map.of("text", hex));
  }

  private static Scope scope(JsonValue from) {
    var word = from.member("scope").text();
    return Scope.of(word)
        .orElseThrow(
            () -> new WireException("scope", "is '%s'; it must be read or write".formatted(word)));
  }

  private static ApiToken read(JsonValue from) {
    try {
      return new ApiToken(
          from.member("id").integer(),
          from.member("name").text(),
          scope(from),
          from.member("created").integer(),
          from.member("expires").integer(),
          from.member("last_used").integer());
    } catch (WireException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new WireException("", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> members(ApiToken token) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", token.id());
    to.put("name", token.name());
    to.put("scope", token.scope().word());
    to.put("created", token.created());
    to.put("expires", token.expires());
    to.put("last_used", token.lastUsed());
    return to;
  }
}
